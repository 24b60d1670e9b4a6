import type { Scope } from './scope';

/** A value that the code needs more than once: how to write it the first time, and after that. */
export interface Repeated {
  readonly first: string;
  readonly again: string;
}

/** A variable, and a literal. */
const SIMPLE = /^(?:[vt]\d+|-?\d+|true|false|null|"(?:[^"\\]|\\.)*")$/;

/** What is simple is written as often as one likes; anything else is kept. */
export function repeated(code: string, scope: Scope): Repeated {
  if (SIMPLE.test(code)) return { first: code, again: code };
  const again = scope.temporary();
  return { first: `(${again} = ${code})`, again };
}
