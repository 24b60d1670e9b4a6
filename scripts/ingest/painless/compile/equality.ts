import { isEqual } from '../runtime/equality';
import type { Frame, Run } from '../runtime/frame';
import type { Compiled } from './context';
import { operandOf, readOperand, type Operand } from './operand';
import { equalInCondition } from './views';

/** `==`, or `!=` where it is `negated`. */
export function equality(left: Compiled, right: Compiled, negated: boolean, isCondition: boolean): Run {
  const [a, b] = [operandOf(left), operandOf(right)];
  if (isPlain(left.type) || isPlain(right.type)) return plainEquality(a, b, negated);
  const test = isCondition ? equalityInCondition(a, b) : valueEquality(a, b);
  return negated ? (frame) => !test(frame) : test;
}

/** A string or null equals nothing but itself, so no conversion can be needed. */
function isPlain(type: string): boolean {
  return type === 'String' || type === 'null';
}

function plainEquality(a: Operand, b: Operand, negated: boolean): Run {
  if (negated) return (frame) => readOperand(a, frame) !== readOperand(b, frame);
  return (frame) => readOperand(a, frame) === readOperand(b, frame);
}

function valueEquality(a: Operand, b: Operand): (frame: Frame) => boolean {
  return (frame) => isEqual(readOperand(a, frame), readOperand(b, frame));
}

/** A condition sees the document's containers through views. */
function equalityInCondition(a: Operand, b: Operand): (frame: Frame) => boolean {
  // A variable keeps its view.
  const isSame = a.slot >= 0 && a.slot === b.slot;
  return (frame) => {
    const left = readOperand(a, frame);
    const right = readOperand(b, frame);
    if (typeof left !== 'object' || left === null) return isEqual(left, right);
    return (isSame && left === right) || equalInCondition(frame, left, right);
  };
}
