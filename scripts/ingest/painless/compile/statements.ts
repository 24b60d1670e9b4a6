import { JavaError, nullPointer } from '../runtime/java-error';
import { JavaException, catches, exceptionClass } from '../runtime/java-exception';
import type { Value } from '../runtime/values';
import type { CatchClause, Expression, Statement } from '../syntax/ast';
import { initialValue } from './assignments';
import type { CompileContext, Compiled } from './context';
import { convert, convertBoxed } from './convert';
import { checkNoRegex } from './concatenation';
import { compileTest } from './logic';
import { compileForEach, compileLoop } from './loops';
import type { Scope } from './scope';
import type { CompiledStatement } from './statement-parts';
import { checkNotEmpty, compileEffect, declare } from './statement-parts';

interface CompiledBody {
  /** Statements that return the result. */
  readonly code: string;
  readonly alwaysReturns: boolean;
}

/** The statements of a function, lambda or script; returns what they return, or the default of the type. */
export function compileBody(
  context: CompileContext,
  statements: readonly Statement[],
  scope: Scope,
  returnType: string,
): CompiledBody {
  const [only] = statements;
  if (statements.length === 1 && only?.kind === 'expression' && returnType !== 'void') {
    const value = returned(context.compile(only.expression, scope), returnType);
    const { code } = convertBoxed(context, value, returnType, only.at);
    return { code: `return ${code};`, alwaysReturns: true };
  }
  const { code, isFinal } = compileSequence(context, withReturn(statements, returnType), scope);
  const otherwise = context.code.literal(initialValue(returnType));
  return {
    code: isFinal ? code : `${code}\nreturn ${otherwise};`,
    alwaysReturns: isFinal,
  };
}

/** A last statement that is an expression is what a function returns. */
function withReturn(statements: readonly Statement[], returnType: string): readonly Statement[] {
  const last = statements.at(-1);
  if (returnType === 'void' || last?.kind !== 'expression') return statements;
  const { expression, at } = last;
  return [...statements.slice(0, -1), { kind: 'return', value: expression, isImplied: true, at }];
}

function compileSequence(
  context: CompileContext,
  statements: readonly Statement[],
  scope: Scope,
): CompiledStatement {
  const compiled: CompiledStatement[] = [];
  for (const statement of statements) {
    if (compiled.at(-1)?.isFinal === true)
      throw context.error(statement.at, 'invalid block: unreachable statement');
    compiled.push(compileStatement(context, statement, scope));
  }
  const [only] = compiled;
  if (compiled.length === 1 && only !== undefined) return only;
  const last = compiled.at(-1);
  return {
    code: compiled.map(({ code }) => code).join('\n'),
    isFinal: last?.isFinal === true,
    leavesLoop: last?.leavesLoop === true,
    continues: compiled.some(({ continues }) => continues),
    breaks: compiled.some(({ breaks }) => breaks),
  };
}

function compileStatement(context: CompileContext, statement: Statement, scope: Scope): CompiledStatement {
  switch (statement.kind) {
    case 'block':
      return compileSequence(context, statement.statements, scope.block());
    case 'declaration':
      return {
        code: compileDeclaration(context, statement, scope),
        isFinal: false,
      };
    case 'expression':
      return {
        code: compileEffect(context, statement.expression, scope),
        isFinal: false,
      };
    case 'if':
      return compileIf(context, statement, scope);
    case 'while':
    case 'doWhile':
    case 'for':
      return compileLoop(compileStatement, context, statement, scope);
    case 'forEach':
      return compileForEach(compileStatement, context, statement, scope);
    case 'break':
    case 'continue': {
      if (!scope.isInLoop)
        throw context.error(statement.at, `invalid ${statement.kind} statement: not inside loop`);
      return {
        code: `${statement.kind};`,
        isFinal: true,
        leavesLoop: statement.kind === 'break',
        breaks: statement.kind === 'break',
        continues: statement.kind === 'continue',
      };
    }
    case 'return': {
      const code = compileReturn(context, statement, scope);
      return { code, isFinal: true, leavesLoop: true };
    }
    case 'throw':
      return {
        code: compileThrow(context, statement.value, scope),
        isFinal: true,
        leavesLoop: true,
      };
    case 'try':
      return compileTry(context, statement, scope);
  }
}

function compileDeclaration(
  context: CompileContext,
  { type, variables }: Extract<Statement, { kind: 'declaration' }>,
  scope: Scope,
): string {
  const assignments = variables.map(({ name, value, at }) => {
    const initial =
      value === null
        ? context.code.literal(initialValue(type))
        : convert(context, context.compile(value, scope), type, at).code;
    return `${declare(context, scope, name, type, at).name} = ${initial};`;
  });
  return assignments.join('\n');
}

function checkNotConstant(context: CompileContext, condition: Expression, what: string): void {
  if (condition.kind === 'literal' && condition.type === 'boolean')
    throw context.error(condition.at, `extraneous ${what}`);
}

function compileIf(
  context: CompileContext,
  { condition, whenTrue, whenFalse }: Extract<Statement, { kind: 'if' }>,
  scope: Scope,
): CompiledStatement {
  checkNotConstant(context, condition, 'if block');
  checkNotEmpty(context, whenTrue, 'if block');
  const test = compileTest(context, context.compile(condition, scope), condition.at);
  const yes = compileStatement(context, whenTrue, scope.block());
  if (whenFalse === null) {
    return {
      code: `if (${test}) {\n${yes.code}\n}`,
      ...ways([yes]),
      isFinal: false,
      leavesLoop: false,
    };
  }
  checkNotEmpty(context, whenFalse, 'else block');
  const no = compileStatement(context, whenFalse, scope.block());
  return {
    code: `if (${test}) {\n${yes.code}\n} else {\n${no.code}\n}`,
    ...ways([yes, no]),
  };
}

/** What is so of every way through a statement, and of some. */
function ways(parts: readonly CompiledStatement[]): Omit<CompiledStatement, 'code'> {
  return {
    isFinal: parts.every(({ isFinal }) => isFinal),
    leavesLoop: parts.every(({ leavesLoop }) => leavesLoop),
    continues: parts.some(({ continues }) => continues),
    breaks: parts.some(({ breaks }) => breaks),
  };
}

/** What the last expression returns is cast as a whole, unless to `def`: the parts of `a ? b : c` keep their types. */
function returned(value: Compiled, returnType: string): Compiled {
  return returnType === 'def' ? value : { type: value.type, code: value.code };
}

function compileReturn(
  context: CompileContext,
  { value, isImplied, at }: Extract<Statement, { kind: 'return' }>,
  scope: Scope,
): string {
  const { returnType } = scope;
  if (value === null) {
    if (returnType !== 'void') throw context.error(at, `cannot cast from [${returnType}] to [void]`);
    return 'return null;';
  }
  const result = context.compile(value, scope);
  const compiled = isImplied === true ? returned(result, returnType) : result;
  if (returnType === 'void') throw context.error(at, `Cannot cast from [${compiled.type}] to [void].`);
  return `return ${convertBoxed(context, compiled, returnType, at).code};`;
}

function compileThrow(context: CompileContext, value: Expression, scope: Scope): string {
  const { type, code } = context.compile(value, scope);
  checkNoRegex(context, value);
  if (type === 'String')
    throw context.error(value.at, 'Cannot cast from [java.lang.String] to [java.lang.Exception].');
  return `throw ${context.code.call(thrown, code)};`;
}

function thrown(value: Value): JavaError {
  if (value instanceof JavaException) return value.error;
  return nullPointer('Cannot throw exception because "null" is null');
}

function compileTry(
  context: CompileContext,
  { body, catches: clauses }: Extract<Statement, { kind: 'try' }>,
  scope: Scope,
): CompiledStatement {
  const attempt = compileStatement(context, body, scope);
  const handlers = clauses.map((clause) => compileCatch(context, clause, scope));
  const branches = handlers.map(({ test, code }) => `if (${test}) {\n${code}\n} else `);
  const code = `try {\n${attempt.code}\n} catch (error) {\n${branches.join('')}throw error;\n}`;
  return { code, ...ways([attempt, ...handlers]) };
}

function compileCatch(
  context: CompileContext,
  { type, name, body, at }: CatchClause,
  outer: Scope,
): CompiledStatement & { test: string } {
  const caught = exceptionClass(type);
  if (caught === undefined) throw context.unsupported(at, `the exception ${type}`);
  const scope = outer.block();
  const variable = declare(context, scope, name, type, at).name;
  const compiled = compileStatement(context, body, scope);
  const exception = `${variable} = ${context.code.call(exceptionOf, 'error')};`;
  return {
    ...compiled,
    code: `${exception}\n${compiled.code}`,
    test: context.code.call(isCaught, JSON.stringify(caught), 'error'),
  };
}

function isCaught(caught: string, error: unknown): boolean {
  return error instanceof JavaError && catches(caught, error.javaClass);
}

function exceptionOf(error: JavaError): JavaException {
  return new JavaException(error);
}
