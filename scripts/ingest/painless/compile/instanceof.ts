import { instanceTest } from '../runtime/casts';
import type { Frame } from '../runtime/frame';
import { JavaMap } from '../runtime/java-map';
import { isMap } from '../runtime/map-object';
import type { Value } from '../runtime/values';
import type { Expression } from '../syntax/ast';
import type { CompileContext, Compiled } from './context';
import type { Scope } from './scope';
import { isKnownType } from './types';

/** `value instanceof Type`. */
export function compileInstanceof(
  context: CompileContext,
  { type, operand, at }: Extract<Expression, { kind: 'instanceof' }>,
  scope: Scope,
): Compiled {
  if (!isKnownType(type)) throw context.unsupported(at, `the type ${type}`);
  const compiled = context.compile(operand, scope);
  // Painless makes no valid class of it.
  if (compiled.type === 'long' || compiled.type === 'double')
    throw context.error(at, `Cannot ask what a [${compiled.type}] is an instance of.`);
  const { code } = context;
  const value = compiled.code;
  // Everything is a `def` to Painless, null too.
  if (type === 'def') return { type: 'boolean', code: `(${value}, true)` };
  const isInCondition = context.isCondition && (type === 'ArrayList' || type === 'HashMap');
  // A condition sees the document through unmodifiable views, which are no ArrayList and no HashMap.
  if (isInCondition)
    return {
      type: 'boolean',
      code: code.call(isOwned, 'frame', value, code.name(instanceTest(type))),
    };
  return { type: 'boolean', code: classTest(context, value, type) };
}

/** The classes that scripts ask for have tests of their own. */
function classTest({ code }: CompileContext, value: string, type: string): string {
  switch (type) {
    case 'String':
      return `(typeof ${value} === "string")`;
    case 'List':
      return `Array.isArray(${value})`;
    case 'Map':
      return code.call(isMap, value);
    default:
      return code.call(instanceTest(type), value);
  }
}

function isOwned(frame: Frame, value: Value, isOfClass: (value: Value) => boolean): boolean {
  const isObject = typeof value === 'object' && value !== null;
  return isObject && (frame.owns(value) || value instanceof JavaMap) && isOfClass(value);
}
