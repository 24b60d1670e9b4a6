import { exactInteger, jsonDouble } from './java-number';
import type { JsonValue } from './json';

declare global {
  interface JSON {
    /** With the text of each value that is no object and no list (Node 24; not yet in TypeScript's library). */
    parse(
      text: string,
      reviver: (key: string, value: JsonValue, context: { source?: string }) => unknown,
    ): unknown;
  }
}

/**
 * Reads JSON with the numbers that Java's parser sees in it: `1.0` and `1e5` are doubles, `-0` is an integer, and
 * integers of any size keep their digits. What no double can hold becomes its text, as Elasticsearch writes it.
 *
 * As fast as JSON.parse for a text without such numbers.
 * @throws SyntaxError as JSON.parse, and for a number of more than 1,000 digits.
 */
export function parseExactJson(text: string): JsonValue {
  if (!mayHaveUnusualNumbers(text)) return JSON.parse(text) as JsonValue;
  return JSON.parse(text, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined ? exactNumber(source) : value,
  ) as JsonValue;
}

/** The number that a token of JSON stands for. */
function exactNumber(source: string): JsonValue {
  if (source.length > MAX_DIGITS) checkLength(source);
  if (!/[.eE]/.test(source)) return source.length < 16 ? Number(source) || 0 : exactInteger(BigInt(source));
  return jsonDouble(Number(source));
}

/** Elasticsearch's limit for the digits of a number. */
const MAX_DIGITS = 1000;

function checkLength(source: string): void {
  const { length } = source.replaceAll(/\D/g, '');
  if (length > MAX_DIGITS) {
    throw new SyntaxError(`Number value length (${length}) exceeds the maximum allowed (${MAX_DIGITS})`);
  }
}

const ZERO = 0x30;
const NINE = 0x39;
const MINUS = 0x2d;
const SPACE = 0x20;

/** From so many digits on an integer may be beyond 2^53. */
const LONG_DIGITS = 16;

/** The characters that can follow a number. */
const ENDS = [',', '}', ']'];

/** Whether a text may hold a number that JSON.parse does not read as Java does; text that looks like one counts too. */
function mayHaveUnusualNumbers(text: string): boolean {
  return endsUnusually(text, text.length) || ENDS.some((end) => isAfterUnusual(text, end));
}

function isAfterUnusual(text: string, end: string): boolean {
  for (let at = text.indexOf(end); at !== -1; at = text.indexOf(end, at + 1)) {
    if (endsUnusually(text, at)) return true;
  }
  return false;
}

/** Whether an unusual number, or what looks like one, ends before a position, blanks left out. */
function endsUnusually(text: string, position: number): boolean {
  let end = position;
  while (end > 0 && text.charCodeAt(end - 1) <= SPACE) end -= 1;
  let start = end;
  while (isDigit(text.charCodeAt(start - 1))) start -= 1;
  if (start === end) return false;
  if (end - start >= LONG_DIGITS) return true;
  const before = text.charCodeAt(start - 1);
  if (before !== MINUS) return POINT_OR_EXPONENT.has(before);
  return POINT_OR_EXPONENT.has(text.charCodeAt(start - 2)) || text.charCodeAt(start) === ZERO;
}

/** `.`, `e`, `E` and the `+` behind an exponent's letter. */
const POINT_OR_EXPONENT: ReadonlySet<number> = new Set([0x2e, 0x65, 0x45, 0x2b]);

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}
