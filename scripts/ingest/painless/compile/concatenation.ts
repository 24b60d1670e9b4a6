import type { Frame } from '../runtime/frame';
import { calculate } from '../runtime/numbers';
import { textOf } from '../runtime/text';
import type { Value } from '../runtime/values';
import type { Expression } from '../syntax/ast';
import { visitNodes } from '../syntax/walk';
import type { CompileContext, Compiled } from './context';
import { textInCondition } from './views';

/** `a + b` of which one is a String. */
export function concatenation(context: CompileContext, left: Compiled, right: Compiled): Compiled {
  const [a, b] = [left, right].map((operand) => textCode(context, operand.code));
  return { type: 'String', code: `(${a} + ${b})` };
}

function textCode({ code, isCondition }: CompileContext, value: string): string {
  return isCondition ? code.call(textInCondition, 'frame', value) : code.call(textOf, value);
}

/** `a + b` of which one may turn out to be a String. */
export function add(left: Value, right: Value): Value {
  if (typeof left === 'string' || typeof right === 'string') return textOf(left) + textOf(right);
  return calculate('+', left, right);
}

/** The same in a condition: a view in the sum is a text of its own. */
export function addInCondition(left: Value, right: Value, frame: Frame): Value {
  if (typeof left !== 'string' && typeof right !== 'string') return calculate('+', left, right);
  return textInCondition(frame, left) + textInCondition(frame, right);
}

/** Refuses what {@link checkNoRegex} refuses in a sum that is a concatenation. */
export function checkConcatenation(
  context: CompileContext,
  left: Compiled,
  right: Compiled,
  expression: Expression,
): void {
  if (left.type === 'String' || right.type === 'String') checkNoRegex(context, expression);
}

/**
 * Elasticsearch 9.4 makes no class of a concatenation or `throw` in which a regular expression stands; the body of a
 * lambda in it is a method of its own.
 */
export function checkNoRegex(context: CompileContext, expression: Expression): void {
  visitNodes(expression, (node) => {
    if (node.kind === 'regex') throw context.error(node.at, 'a regular expression where none may stand');
    return node.kind !== 'lambda';
  });
}
