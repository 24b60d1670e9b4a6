import type { Frame } from '../runtime/frame';
import type { Value } from '../runtime/values';

/** Finds the method by the receiver's class and calls it; also says what is wrong with a receiver. */
export type CallByClass = (frame: Frame, self: Value, a: Value, b: Value, c: Value) => Value;

/**
 * A call that does the work itself for the receivers that the method nearly always has; `otherwise` is for every
 * receiver and argument that it is not made for.
 */
export type DirectCall = (frame: Frame, otherwise: CallByClass, self: Value, a: Value, b: Value) => Value;
