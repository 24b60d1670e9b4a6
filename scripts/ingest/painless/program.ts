import { isJsonContainer, type JsonObject, type JsonValue } from '../../base/json';
import type { IngestDocument } from '../document';
import { CompileContext } from './compile/context';
import type { DeclaredFunction } from './compile/context';
import { freshLists } from './compile/fresh-lists';
import { compileExpression } from './compile/expressions';
import { Scope } from './compile/scope';
import { compileBody } from './compile/statements';
import { isKnownType } from './compile/types';
import { classInCondition } from './compile/views';
import { WrongClassError } from './runtime/class-names';
import { Frame } from './runtime/frame';
import type { Run } from './runtime/frame';
import { finishDocument, finishMembers } from './runtime/finish';
import { JavaError, PainlessError } from './runtime/java-error';
import { takeOtherMembers } from './runtime/other-members';
import { ParamsMap } from './runtime/params-map';
import { asPlainMap } from './runtime/values';
import type { FunctionDeclaration } from './syntax/ast';
import { parseScript } from './syntax/parse-script';
import { syntaxError } from './syntax/script-error';

/** What a script is for: an `if`, which returns a boolean and changes nothing, or a `script` processor. */
export interface PainlessOptions {
  readonly kind: 'condition' | 'script';
  readonly params?: JsonObject;
}

/** A compiled script. */
export interface PainlessProgram {
  /**
   * Runs over one document: a condition returns its boolean, a script changes the document and returns nothing.
   * @throws PainlessError as Elasticsearch reports it (`script_exception`, cause inside), or IngestError for a
   * document that cannot be stored.
   */
  run(document: IngestDocument): unknown;
}

/**
 * Compiles Painless to JavaScript.
 * @throws ContentError PAINLESS_SYNTAX, PAINLESS_COMPILE (Painless refuses it too) or PAINLESS_UNSUPPORTED (this
 * interpreter does not know it), each with line and column in the script.
 */
export function compilePainless(source: string, options: PainlessOptions): PainlessProgram {
  const isCondition = options.kind === 'condition';
  const params = options.params ?? {};
  const script = parseScript(source);
  if (script.statements.length === 0) {
    throw syntaxError(source, 0, {
      message: 'The script has no statements.',
      expected: 'a statement',
    });
  }
  const context: CompileContext = new CompileContext(
    source,
    isCondition,
    new ParamsMap(asPlainMap(params)),
    freshLists(script),
    (expression, scope) => compileExpression(context, expression, scope),
    (body, scope, returnType) => compileBody(context, body.statements, scope, returnType).code,
  );
  for (const declaration of script.functions) declareFunction(context, declaration);
  for (const compiled of context.functions.values()) compileFunction(context, compiled);
  const scope = Scope.forFunction(true, isCondition ? 'boolean' : 'void');
  const { code } = compileBody(context, script.statements, scope, scope.returnType);
  const body = context.code.link(`(frame) => {\n${scope.body(code)}\n}`);
  const shared = new WeakSet<object>();
  collectObjects(params, shared);
  return { run: runner(body, isCondition, shared) };
}

function runner(body: Run, isCondition: boolean, shared: WeakSet<object>): PainlessProgram['run'] {
  // A script never runs inside itself, so all its runs can share one frame.
  let reused: Frame | undefined;
  return (document) => {
    const frame = (reused ??= new Frame(document, shared));
    frame.begin(document);
    try {
      const result = body(frame);
      if (isCondition) return result;
      if (takeOtherMembers() || frame.isDirty) finishDocument(document, shared);
      else if (frame.storedMembers.length > 0) finishMembers(document, frame.storedMembers, shared);
      return result;
    } catch (error) {
      throw reported(isCondition ? asSeen(frame, error) : error);
    }
  };
}

/** A condition sees other classes than the values are of. */
function asSeen(frame: Frame, error: unknown): unknown {
  return error instanceof WrongClassError ? error.named(classInCondition(frame, error.value)) : error;
}

/** A Java exception becomes what Elasticsearch reports; a JavaScript stack that ran out is Java's. */
function reported(error: unknown): unknown {
  if (error instanceof JavaError) return new PainlessError(error);
  if (error instanceof RangeError && /call stack/.test(error.message)) {
    return new PainlessError(new JavaError('java.lang.StackOverflowError', null));
  }
  return error;
}

function declareFunction(context: CompileContext, declaration: FunctionDeclaration): void {
  const { name, parameters, returnType, at } = declaration;
  const key = `${name}/${parameters.length}`;
  if (context.functions.has(key)) throw context.error(at, `function [${key}] is already defined`);
  for (const type of [...parameters.map((parameter) => parameter.type), returnType]) {
    if (type !== 'void' && !isKnownType(type)) throw context.unsupported(at, `the type ${type}`);
  }
  context.functions.set(key, {
    declaration,
    name: `f${context.functions.size}`,
  });
}

function compileFunction(context: CompileContext, declared: DeclaredFunction): void {
  const { parameters, returnType, body, name, at: place } = declared.declaration;
  if (body.statements.length === 0) throw context.error(place, `found no statements for function [${name}]`);
  const scope = Scope.forFunction(false, returnType);
  const names = parameters.map(({ name, type, at }) => {
    const variable = scope.declare(name, type);
    if (variable === undefined) throw context.error(at, `variable [${name}] is already defined`);
    return variable.name;
  });
  const { code, alwaysReturns } = compileBody(context, body.statements, scope, returnType);
  if (!alwaysReturns && returnType !== 'void') {
    throw context.error(place, `not all paths provide a return value for function [${name}]`);
  }
  const list = ['frame', ...names].join(', ');
  context.code.define(`function ${declared.name}(${list}) {\n${scope.body(code)}\n}`);
}

function collectObjects(value: JsonValue, into: WeakSet<object>): void {
  if (!isJsonContainer(value)) return;
  into.add(value);
  for (const item of Object.values(value)) collectObjects(item, into);
}
