import { instanceTest } from '../runtime/casts';
import { DocumentMap } from '../runtime/document-map';
import type { Frame } from '../runtime/frame';
import { JavaError } from '../runtime/java-error';
import { JavaMap } from '../runtime/java-map';
import { doubleValue, floatValue } from '../runtime/numbers';
import { JavaArray } from '../runtime/values';
import type { PlainMap, Value } from '../runtime/values';
import type { ConditionalExpression, Expression, LiteralExpression, NewArrayExpression } from '../syntax/ast';
import { compileIndex, compileMember, listIndex } from './access';
import { compileAssign, compileIncrement, initialValue } from './assignments';
import { compileCall, compileFunctionCall, compileNew } from './calls';
import type { CompileContext, Compiled } from './context';
import { convert } from './convert';
import { compileLambda, compileMethodReference } from './lambdas';
import { compileBinary, compileLogical, compileTest, compileUnary } from './operators';
import { compileRegex } from './regex';
import type { Scope } from './scope';
import { isKnownType, isPrimitive } from './types';

/** Compiles one expression; `params` is what the variable of that name holds. */
export function compileExpression(
  context: CompileContext,
  params: PlainMap,
  expression: Expression,
  scope: Scope,
): Compiled {
  switch (expression.kind) {
    case 'literal':
      return compileLiteral(expression);
    case 'variable':
      return compileVariable(context, params, expression, scope);
    case 'member':
      return compileMember(context, expression, scope);
    case 'index':
      return compileIndex(context, expression, scope);
    case 'call':
      return compileCall(context, expression, scope);
    case 'functionCall':
      return compileFunctionCall(context, expression, scope);
    case 'new':
      return compileNew(context, expression, scope);
    case 'newArray':
      return compileNewArray(context, expression, scope);
    case 'unary':
      return compileUnary(context, expression, scope);
    case 'binary':
      return compileBinary(context, expression, scope);
    case 'logical':
      return compileLogical(context, expression, scope);
    case 'conditional':
      return compileConditional(context, expression, scope);
    case 'elvis':
      return compileElvis(context, expression, scope);
    case 'cast':
      return compileCast(context, expression, scope);
    case 'instanceof':
      return compileInstanceof(context, expression, scope);
    case 'assign':
      return compileAssign(context, expression, scope);
    case 'increment':
      return compileIncrement(context, expression, scope);
    case 'list':
      return compileList(context, expression.items, scope);
    case 'map':
      return compileMap(context, expression.entries, scope);
    case 'regex':
      return compileRegex(context, expression);
    case 'lambda':
      return compileLambda(context, expression, scope);
    case 'methodReference':
      return compileMethodReference(context, expression, scope);
  }
}

function compileLiteral({ type, value }: LiteralExpression): Compiled {
  const literal = literalValue(type, value);
  return { type, run: () => literal, ...(type === 'int' ? { constant: Number(value) } : {}) };
}

function literalValue(type: string, value: LiteralExpression['value']): Value {
  if (typeof value !== 'number' || type === 'int') return value;
  return type === 'float' ? floatValue(value) : doubleValue(value);
}

function compileVariable(
  context: CompileContext,
  params: PlainMap,
  { name, at }: Extract<Expression, { kind: 'variable' }>,
  scope: Scope,
): Compiled {
  const variable = scope.find(name);
  if (variable !== undefined) {
    const { slot, type } = variable;
    return { type, run: (frame) => frame.locals[slot] ?? null };
  }
  if (scope.isMain && name === 'ctx') return { type: 'Map', run: (frame) => new DocumentMap(frame.document) };
  if (scope.isMain && name === 'params') return { type: 'Map', run: () => params };
  if (/^[A-Z]/.test(name)) throw context.unsupported(at, `the class ${name}`);
  throw context.error(at, `cannot resolve symbol [${name}]`);
}

function compileNewArray(context: CompileContext, expression: NewArrayExpression, scope: Scope): Compiled {
  const { elementType, content, at } = expression;
  if (!isKnownType(elementType)) throw context.unsupported(at, `the type ${elementType}`);
  const type = `${elementType}[]`;
  if ('kind' in content) {
    const length = convert(context, context.compile(content, scope), 'int', at);
    return { type, run: (frame) => emptyArray(elementType, listIndex(length.run(frame))) };
  }
  const items = content.map(
    (item) => convert(context, context.compile(item, scope), elementType, item.at).run,
  );
  return {
    type,
    run: (frame) =>
      new JavaArray(
        elementType,
        items.map((run) => run(frame)),
      ),
  };
}

const MAX_ARRAY = 1_000_000;

function emptyArray(elementType: string, length: number): JavaArray {
  if (length < 0) throw new JavaError('java.lang.NegativeArraySizeException', String(length));
  if (length > MAX_ARRAY)
    throw new JavaError('java.lang.IllegalArgumentException', `an array of ${length} elements`);
  return new JavaArray(elementType, new Array<Value>(length).fill(initialValue(elementType)));
}

function compileConditional(
  context: CompileContext,
  expression: ConditionalExpression,
  scope: Scope,
): Compiled {
  const test = compileTest(context, context.compile(expression.condition, scope), expression.condition.at);
  const whenTrue = context.compile(expression.whenTrue, scope);
  const whenFalse = context.compile(expression.whenFalse, scope);
  const choose = (type: string, isExplicit: boolean): Compiled => {
    const a = convertBranch(context, whenTrue, type, expression.at, isExplicit).run;
    const b = convertBranch(context, whenFalse, type, expression.at, isExplicit).run;
    return { type, run: (frame) => (test(frame) ? a(frame) : b(frame)) };
  };
  return { ...choose(commonType(whenTrue.type, whenFalse.type), false), retarget: choose };
}

/** Two numbers are promoted only when their type is asked for; into a `def` each keeps its own. */
function commonType(left: string, right: string): string {
  if (left === right) return left;
  if (left === 'null' && !isPrimitive(right)) return right;
  if (right === 'null' && !isPrimitive(left)) return left;
  return 'def';
}

function convertBranch(
  context: CompileContext,
  branch: Compiled,
  type: string,
  at: number,
  isExplicit: boolean,
): Compiled {
  return branch.type === 'null' && !isPrimitive(type)
    ? branch
    : convert(context, branch, type, at, isExplicit);
}

function compileElvis(
  context: CompileContext,
  { left, right, at }: Extract<Expression, { kind: 'elvis' }>,
  scope: Scope,
): Compiled {
  const first = context.compile(left, scope);
  if (isPrimitive(first.type)) throw context.error(at, 'Extraneous elvis operator. LHS is a primitive.');
  if (left.kind === 'literal') throw context.error(at, 'Extraneous elvis operator. LHS is a constant.');
  const second = context.compile(right, scope);
  if (second.type === 'null') throw context.error(at, 'Extraneous elvis operator. RHS is null.');
  const choose = (type: string, isExplicit: boolean): Compiled => {
    if (isPrimitive(type)) throw context.error(at, 'Elvis operator cannot return primitives');
    const a = convertBranch(context, first, type, at, isExplicit).run;
    const b = convertBranch(context, second, type, at, isExplicit).run;
    return { type, run: (frame) => a(frame) ?? b(frame) };
  };
  return { ...choose(commonType(first.type, second.type), false), retarget: choose };
}

function compileCast(
  context: CompileContext,
  { type, operand, at }: Extract<Expression, { kind: 'cast' }>,
  scope: Scope,
): Compiled {
  if (!isKnownType(type)) throw context.unsupported(at, `the type ${type}`);
  return convert(context, context.compile(operand, scope), type, at, true);
}

function compileInstanceof(
  context: CompileContext,
  { type, operand, at }: Extract<Expression, { kind: 'instanceof' }>,
  scope: Scope,
): Compiled {
  if (!isKnownType(type)) throw context.unsupported(at, `the type ${type}`);
  const { run } = context.compile(operand, scope);
  const isInCondition = context.isCondition && (type === 'ArrayList' || type === 'HashMap');
  // A condition sees the document through unmodifiable views, which are no ArrayList and no HashMap.
  if (isInCondition) return { type: 'boolean', run: (frame) => isOwned(frame, run(frame)) };
  const test = instanceTest(type);
  return { type: 'boolean', run: (frame) => test(run(frame)) };
}

function isOwned(frame: Frame, value: Value): boolean {
  return typeof value === 'object' && value !== null && (frame.owns(value) || value instanceof JavaMap);
}

function compileList(context: CompileContext, items: readonly Expression[], scope: Scope): Compiled {
  const runs = items.map((item) => context.compile(item, scope).run);
  return {
    type: 'ArrayList',
    run: (frame) => {
      const list = runs.map((run) => run(frame));
      if (context.isCondition) frame.own(list);
      return list;
    },
  };
}

function compileMap(
  context: CompileContext,
  entries: readonly (readonly [Expression, Expression])[],
  scope: Scope,
): Compiled {
  const runs = entries.map(
    ([key, value]) => [context.compile(key, scope).run, context.compile(value, scope).run] as const,
  );
  return {
    type: 'HashMap',
    run: (frame) => {
      const map = new JavaMap('HashMap');
      for (const [key, value] of runs) map.put(key(frame), value(frame));
      return map;
    },
  };
}
