import type { IngestDocument } from '../../document';
import { isEqual } from '../runtime/equality';
import type { Frame, Run } from '../runtime/frame';
import { nullPointer } from '../runtime/java-error';
import { isPrimitiveNumber } from '../runtime/number-casts';
import type { CompileContext, Compiled } from './context';
import { notApplicableTo } from './not-applicable';
import { operandOf, readOperand, type Operand } from './operand';
import { isPrimitive } from './types';
import { equalInCondition } from './views';

/** `==`, `!=`, `===` and `!==`. */
export function compileEquality(
  context: CompileContext,
  operator: '==' | '!=' | '===' | '!==',
  left: Compiled,
  right: Compiled,
  at: number,
): Compiled {
  if (left.type === 'null' && right.type === 'null')
    throw context.error(at, 'extraneous comparison of [null] constants');
  checkComparable(context, operator, left.type, right.type, at);
  if (operator === '===' || operator === '!==') checkIdentity(context, operator, left.type, right.type, at);
  return { type: 'boolean', run: equality(left, right, operator.startsWith('!'), context.isCondition) };
}

/** Whether two equal strings or boxed numbers are one object is up to the JVM. */
function checkIdentity(
  context: CompileContext,
  operator: string,
  left: string,
  right: string,
  at: number,
): void {
  const isPlain = left === 'null' || right === 'null' || (isPrimitive(left) && isPrimitive(right));
  if (!isPlain)
    throw context.unsupported(at, `the identity of objects (${operator})`, 'Use == or != instead.');
}

/** A primitive is never compared with a String, nor a boolean with a number. */
function checkComparable(
  context: CompileContext,
  operator: string,
  left: string,
  right: string,
  at: number,
): void {
  if (left === 'def' || right === 'def' || left === right) return;
  const bothNumbers = isPrimitiveNumber(left) && isPrimitiveNumber(right);
  if (bothNumbers || (!isPrimitive(left) && !isPrimitive(right))) return;
  throw notApplicableTo(context, operator, left, right, at);
}

/** `==`, or `!=` where it is `negated`. */
function equality(left: Compiled, right: Compiled, negated: boolean, isCondition: boolean): Run {
  const [a, b] = [operandOf(left), operandOf(right)];
  if (isLinkedByLeft(left, right)) return linkedEquality(a, b, negated, isCondition);
  if (isPlain(left.type) || isPlain(right.type)) return plainEquality(a, b, negated);
  const test = isCondition ? equalityInCondition(a, b) : valueEquality(a, b);
  return negated ? (frame) => !test(frame) : test;
}

/** Whether Elasticsearch finds what compares the two by the class of the left value, whose type is declared. */
function isLinkedByLeft(left: Compiled, right: Compiled): boolean {
  const isReference = !['def', 'Object', 'null'].includes(left.type) && !isPrimitive(left.type);
  return isReference && left.literal === undefined && right.type === 'def' && right.literal !== null;
}

/**
 * It finds nothing for null, until there was a value. A server keeps what it found for other documents; here each one
 * is the first, so that what comes of it does not depend on the others.
 */
function linkedEquality(a: Operand, b: Operand, negated: boolean, isCondition: boolean): Run {
  let linkedFor: IngestDocument | undefined;
  return (frame) => {
    const left = readOperand(a, frame);
    const right = readOperand(b, frame);
    if (left !== null) linkedFor = frame.document;
    else if (linkedFor !== frame.document) throw nullPointer('the left side of a comparison is null');
    const isSame = isCondition ? equalInCondition(frame, left, right) : isEqual(left, right);
    return isSame !== negated;
  };
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
