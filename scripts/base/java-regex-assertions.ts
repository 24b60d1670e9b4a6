import type { AssertionNode, LookNode } from './java-regex-ast';
import { contains } from './java-regex-program';

const WORD = /^\w$/;

/** What is a word to Unicode. */
export const UNICODE_WORD = '[\\p{Alphabetic}\\p{M}\\p{N}\\p{Pc}]';
const unicodeWord = new RegExp(`^${UNICODE_WORD}$`, 'u');

/** Whether an assertion holds at a position of the input. */
export function holds(node: AssertionNode, input: string, position: number): boolean {
  if (node.kind === 'look') return isSeen(node, input, position) !== node.negated;
  switch (node.what) {
    case 'start':
      return position === 0;
    case 'end':
      return position === input.length;
    case 'finalEnd':
      return isFinalEnd(input, position);
    case 'wordBoundary':
      return isBoundary(WORD, input, position);
    case 'notWordBoundary':
      return !isBoundary(WORD, input, position);
    case 'unicodeBoundary':
      return isBoundary(unicodeWord, input, position);
    case 'notUnicodeBoundary':
      return !isBoundary(unicodeWord, input, position);
  }
}

function isSeen({ behind, sets }: LookNode, input: string, position: number): boolean {
  let at = position;
  for (const set of behind ? sets.toReversed() : sets) {
    const seen = behind ? before(input, at) : after(input, at);
    if (seen === undefined || !contains(set, seen.codePointAt(0) ?? 0)) return false;
    at += behind ? -seen.length : seen.length;
  }
  return true;
}

function isBoundary(word: RegExp, input: string, position: number): boolean {
  return word.test(before(input, position) ?? '') !== word.test(after(input, position) ?? '');
}

function after(input: string, position: number): string | undefined {
  const code = input.codePointAt(position);
  return code === undefined ? undefined : String.fromCodePoint(code);
}

function before(input: string, position: number): string | undefined {
  if (position === 0) return undefined;
  const code = position > 1 ? (input.codePointAt(position - 2) ?? 0) : 0;
  return code > 0xffff ? String.fromCodePoint(code) : input[position - 1];
}

/** Before a line terminator that ends the input; CR LF is one. */
function isFinalEnd(input: string, position: number): boolean {
  if (position === input.length) return true;
  const rest = input.length - position;
  if (rest === 2) return input.endsWith('\r\n');
  if (rest !== 1 || !/[\n\r\u0085\u2028\u2029]$/.test(input)) return false;
  return !(input.endsWith('\n') && input[position - 1] === '\r');
}
