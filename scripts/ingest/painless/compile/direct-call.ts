import type { Frame, Run } from '../runtime/frame';
import type { Value } from '../runtime/values';
import type { Operand } from './operand';

/** Finds the method by the receiver's class and calls it; also says what is wrong with a receiver. */
export type CallByClass = (frame: Frame, self: Value, a: Value, b: Value) => Value;

export interface DirectCall {
  readonly target: Operand;
  readonly a: Operand;
  readonly b: Operand;
  /** For every receiver and argument that the direct call is not made for. */
  readonly otherwise: CallByClass;
  /** Whether what is stored may have to become JSON when the script ends. */
  readonly isNoted: boolean;
}

/** Makes the closure of a call that does the work itself for the receivers that the method nearly always has. */
export type DirectCompiler = (call: DirectCall) => Run;
