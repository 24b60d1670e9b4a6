import { DocumentMap } from '../runtime/document-map';
import type { Frame } from '../runtime/frame';
import { doubleValue, floatValue } from '../runtime/numbers';
import type { Value } from '../runtime/values';
import type { Expression, LiteralExpression } from '../syntax/ast';
import { compileIndex, compileMember } from './access';
import { compileAssign, compileIncrement } from './assignments';
import { compileBinary } from './binary';
import { compileCall } from './calls';
import { constantOf } from './constant';
import { compileConditional, compileElvis } from './conditionals';
import { compileList, compileMap, compileNewArray } from './containers';
import type { CompileContext, Compiled } from './context';
import { convert } from './convert';
import { compileFunctionCall } from './function-calls';
import { compileInstanceof } from './instanceof';
import { compileLambda, compileMethodReference } from './lambdas';
import { compileLogical } from './logic';
import { compileRegex } from './regex';
import type { Scope } from './scope';
import { compileNew } from './static-calls';
import { isKnownType } from './types';
import { compileUnary } from './unary';

/** Compiles one expression. */
export function compileExpression(context: CompileContext, expression: Expression, scope: Scope): Compiled {
  switch (expression.kind) {
    case 'literal':
      return compileLiteral(context, expression);
    case 'variable':
      return compileVariable(context, expression, scope);
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

function compileLiteral(context: CompileContext, { type, value }: LiteralExpression): Compiled {
  const constant = type === 'int' ? { constant: Number(value) } : {};
  return {
    ...constantOf(context, type, literalValue(type, value)),
    ...constant,
  };
}

function literalValue(type: string, value: LiteralExpression['value']): Value {
  if (typeof value !== 'number' || type === 'int') return value;
  return type === 'float' ? floatValue(value) : doubleValue(value);
}

function compileVariable(
  context: CompileContext,
  { name, at }: Extract<Expression, { kind: 'variable' }>,
  scope: Scope,
): Compiled {
  const variable = scope.find(name);
  if (variable !== undefined) {
    return {
      type: variable.type,
      code: variable.name,
      variable: variable.name,
    };
  }
  if (scope.isMain && name === 'ctx') return { type: 'Map', code: context.code.call(documentOf, 'frame') };
  if (scope.isMain && name === 'params') return { type: 'Map', code: context.code.name(context.params) };
  if (/^[A-Z]/.test(name)) throw context.unsupported(at, `the class ${name}`);
  throw context.error(at, `cannot resolve symbol [${name}]`);
}

function documentOf(frame: Frame): Value {
  return new DocumentMap(frame.document);
}

function compileCast(
  context: CompileContext,
  { type, operand, at }: Extract<Expression, { kind: 'cast' }>,
  scope: Scope,
): Compiled {
  if (!isKnownType(type)) throw context.unsupported(at, `the type ${type}`);
  return convert(context, context.compile(operand, scope), type, at, true);
}
