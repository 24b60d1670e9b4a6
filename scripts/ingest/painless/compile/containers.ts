import type { Frame } from '../runtime/frame';
import { JavaError } from '../runtime/java-error';
import { JavaMap } from '../runtime/java-map';
import { JavaArray } from '../runtime/values';
import type { Value } from '../runtime/values';
import type { Expression, NewArrayExpression } from '../syntax/ast';
import { listIndex } from './access';
import { initialValue } from './assignments';
import type { CompileContext, Compiled } from './context';
import { convert } from './convert';
import type { Scope } from './scope';
import { isKnownType } from './types';

/** `new Type[length]` and `new Type[] {…}`. */
export function compileNewArray(
  context: CompileContext,
  expression: NewArrayExpression,
  scope: Scope,
): Compiled {
  const { elementType, content, at } = expression;
  if (!isKnownType(elementType)) throw context.unsupported(at, `the type ${elementType}`);
  const type = `${elementType}[]`;
  if ('kind' in content) {
    const length = convert(context, context.compile(content, scope), 'int', at);
    return {
      type,
      code: context.code.call(emptyArray, JSON.stringify(elementType), length.code),
    };
  }
  const items = content.map(
    (item) => convert(context, context.compile(item, scope), elementType, item.at).code,
  );
  return {
    type,
    code: context.code.call(filledArray, JSON.stringify(elementType), `[${items.join(', ')}]`),
  };
}

function filledArray(elementType: string, items: Value[]): JavaArray {
  return new JavaArray(elementType, items);
}

const MAX_ARRAY = 1_000_000;

function emptyArray(elementType: string, size: Value): JavaArray {
  const length = listIndex(size);
  if (length < 0) throw new JavaError('java.lang.NegativeArraySizeException', String(length));
  if (length > MAX_ARRAY)
    throw new JavaError('java.lang.IllegalArgumentException', `an array of ${length} elements`);
  return new JavaArray(elementType, new Array<Value>(length).fill(initialValue(elementType)));
}

/** An element of a list or map, which holds values of every type. */
function compileDef(context: CompileContext, expression: Expression, scope: Scope): string {
  return convert(context, context.compile(expression, scope), 'def', expression.at).code;
}

/** `[a, b]`. */
export function compileList(context: CompileContext, items: readonly Expression[], scope: Scope): Compiled {
  const list = `[${items.map((item) => compileDef(context, item, scope)).join(', ')}]`;
  return {
    type: 'ArrayList',
    code: context.isCondition ? context.code.call(own, 'frame', list) : list,
  };
}

function own(frame: Frame, list: Value[]): Value[] {
  frame.own(list);
  return list;
}

/** `[key: value]`. */
export function compileMap(
  context: CompileContext,
  entries: readonly (readonly [Expression, Expression])[],
  scope: Scope,
): Compiled {
  const members = entries.flatMap((entry) => entry.map((part) => compileDef(context, part, scope)));
  return { type: 'HashMap', code: context.code.call(mapOf, ...members) };
}

/** Keys and values in turn. */
function mapOf(...members: Value[]): JavaMap {
  const map = new JavaMap('HashMap');
  for (let index = 0; index < members.length; index += 2)
    map.put(members[index] ?? null, members[index + 1] ?? null);
  return map;
}
