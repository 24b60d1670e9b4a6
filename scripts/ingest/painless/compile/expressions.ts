import { instanceTest } from '../runtime/casts';
import { DocumentMap } from '../runtime/document-map';
import type { Frame, Run } from '../runtime/frame';
import { JavaError } from '../runtime/java-error';
import { JavaMap } from '../runtime/java-map';
import { isMap } from '../runtime/map-object';
import { doubleValue, floatValue } from '../runtime/numbers';
import { isPrimitiveNumber } from '../runtime/number-casts';
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
import { operandOf, readOperand, type Operand } from './operand';
import { compileRegex } from './regex';
import type { Scope } from './scope';
import { isKnownType, isPrimitive, promotedType } from './types';

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
  return { type, run: () => literal, literal, ...(type === 'int' ? { constant: Number(value) } : {}) };
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
    return { type, slot, run: (frame) => frame.locals[slot] ?? null };
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
  const type = commonType(whenTrue.type, whenFalse.type);
  if (type !== undefined) return { ...choose(type, false), retarget: choose };
  return {
    type: 'Object',
    // Only whoever asks for another type can have the value.
    get run(): Run {
      throw context.error(expression.at, `Cannot cast from [${whenTrue.type}] to [${whenFalse.type}].`);
    },
    retarget: choose,
  };
}

/** What the branches have in common when no type is asked for; undefined for a primitive beside an object. */
function commonType(left: string, right: string): string | undefined {
  if (left === right) return left;
  if (left === 'def' || right === 'def') return 'def';
  if (isPrimitiveNumber(left) && isPrimitiveNumber(right)) return promotedType(left, right);
  if (isPrimitive(left) || isPrimitive(right)) return undefined;
  if (left === 'null') return right;
  return right === 'null' ? left : 'Object';
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
  if (left.kind === 'binary' && /<<|>>/.test(left.operator))
    throw context.unsupported(at, 'the elvis operator after a shift');
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
  const common = commonType(first.type, second.type);
  if (common === undefined && first.type !== 'Object')
    return {
      type: 'Object',
      get run(): Run {
        throw context.error(at, `Cannot cast from [${first.type}] to [${second.type}].`);
      },
      retarget: choose,
    };
  return { ...choose(common ?? 'def', false), retarget: choose };
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
  const compiled = context.compile(operand, scope);
  // Painless makes no valid class of it.
  if (compiled.type === 'long' || compiled.type === 'double')
    throw context.error(at, `Cannot ask what a [${compiled.type}] is an instance of.`);
  const { run } = compiled;
  const isInCondition = context.isCondition && (type === 'ArrayList' || type === 'HashMap');
  // A condition sees the document through unmodifiable views, which are no ArrayList and no HashMap.
  const isOfClass = instanceTest(type);
  if (isInCondition) return { type: 'boolean', run: (frame) => isOwned(frame, run(frame), isOfClass) };
  return { type: 'boolean', run: classTest(operandOf(compiled), type) };
}

/** The classes that scripts ask for have closures of their own. */
function classTest(operand: Operand, type: string): Run {
  switch (type) {
    case 'String':
      return (frame) => typeof readOperand(operand, frame) === 'string';
    case 'List':
      return (frame) => Array.isArray(readOperand(operand, frame));
    case 'Map':
      return (frame) => isMap(readOperand(operand, frame));
    default: {
      const test = instanceTest(type);
      return (frame) => test(readOperand(operand, frame));
    }
  }
}

function isOwned(frame: Frame, value: Value, isOfClass: (value: Value) => boolean): boolean {
  const isObject = typeof value === 'object' && value !== null;
  return isObject && (frame.owns(value) || value instanceof JavaMap) && isOfClass(value);
}

/** An element of a list or map, which holds values of every type. */
function compileDef(context: CompileContext, expression: Expression, scope: Scope): Compiled {
  return convert(context, context.compile(expression, scope), 'def', expression.at);
}

function compileList(context: CompileContext, items: readonly Expression[], scope: Scope): Compiled {
  const operands = items.map((item) => operandOf(compileDef(context, item, scope)));
  return {
    type: 'ArrayList',
    run: (frame) => {
      const list: Value[] = [];
      for (const operand of operands) list.push(readOperand(operand, frame));
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
  const operands = entries.map(([key, value]) => ({
    key: operandOf(compileDef(context, key, scope)),
    value: operandOf(compileDef(context, value, scope)),
  }));
  return {
    type: 'HashMap',
    run: (frame) => {
      const map = new JavaMap('HashMap');
      for (const { key, value } of operands) map.put(readOperand(key, frame), readOperand(value, frame));
      return map;
    },
  };
}
