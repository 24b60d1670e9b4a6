import type { IngestDocument } from '../../document';
import { isEqual } from '../runtime/equality';
import type { Frame } from '../runtime/frame';
import { nullPointer } from '../runtime/java-error';
import { isPrimitiveNumber } from '../runtime/number-casts';
import type { Value } from '../runtime/values';
import type { CompileContext, Compiled } from './context';
import { notApplicableTo } from './not-applicable';
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
  const code = equality(context, left, right);
  return {
    type: 'boolean',
    code: operator.startsWith('!') ? `!${code}` : code,
  };
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

/** The code of `==`. */
function equality(context: CompileContext, left: Compiled, right: Compiled): string {
  const { code, isCondition } = context;
  if (isLinkedByLeft(left, right))
    return code.call(linkedEquality(isCondition), 'frame', left.code, right.code);
  if (isPlain(left.type) || isPlain(right.type)) return `(${left.code} === ${right.code})`;
  if (!isCondition) return code.call(isEqual, left.code, right.code);
  // A variable keeps its view.
  const isSame = left.variable !== undefined && left.variable === right.variable;
  return code.call(isSame ? isSameOrEqual : equalInCondition, 'frame', left.code, right.code);
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
function linkedEquality(isCondition: boolean): (frame: Frame, left: Value, right: Value) => boolean {
  let linkedFor: IngestDocument | undefined;
  return (frame, left, right) => {
    if (left !== null) linkedFor = frame.document;
    else if (linkedFor !== frame.document) throw nullPointer('the left side of a comparison is null');
    return isCondition ? equalInCondition(frame, left, right) : isEqual(left, right);
  };
}

/** A string or null equals nothing but itself, so no conversion can be needed. */
function isPlain(type: string): boolean {
  return type === 'String' || type === 'null';
}

function isSameOrEqual(frame: Frame, left: Value, right: Value): boolean {
  return (left === right && typeof left === 'object') || equalInCondition(frame, left, right);
}
