import { instanceTest } from '../runtime/casts';
import type { Frame, Run } from '../runtime/frame';
import { JavaMap } from '../runtime/java-map';
import { isMap } from '../runtime/map-object';
import type { Value } from '../runtime/values';
import type { Expression } from '../syntax/ast';
import type { CompileContext, Compiled } from './context';
import { operandOf, readOperand, type Operand } from './operand';
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
  const { run } = compiled;
  // Everything is a `def` to Painless, null too.
  if (type === 'def') return { type: 'boolean', run: (frame) => (run(frame), true) };
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
