import type { Frame, Run } from '../runtime/frame';
import type { Value } from '../runtime/values';
import type { Compiled } from './context';

/**
 * What a closure takes its input from: a variable or a literal, which it reads by itself, or another closure. Nearly
 * every call has a variable or a literal in it, and a closure that is called costs more than most methods do.
 */
export class Operand {
  constructor(
    /** -1: no variable. */
    readonly slot: number,
    readonly run: Run | null,
    readonly literal: Value,
  ) {}
}

export function operandOf({ slot, literal, run }: Compiled): Operand {
  if (slot !== undefined) return new Operand(slot, null, null);
  return literal === undefined ? new Operand(-1, run, null) : new Operand(-1, null, literal);
}

export function readOperand(operand: Operand, frame: Frame): Value {
  if (operand.slot >= 0) return frame.locals[operand.slot] ?? null;
  return operand.run === null ? operand.literal : operand.run(frame);
}
