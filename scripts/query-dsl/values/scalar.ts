import { javaNumberText, type BoxedNumber } from '../../base/java-number';
import { isJsonObject, type JsonValue } from '../../base/json';

/**
 * One indexed value in a form that compares as Elasticsearch compares it: text, numbers (bigint beyond 2^53),
 * dates as epoch milliseconds, booleans, and IP addresses as 32 hexadecimal digits.
 */
export type Scalar = string | number | bigint | boolean;

/** A value that the field's type cannot take; Elasticsearch refuses the document, unless told to ignore it. */
export class Malformed {
  constructor(readonly reason: string) {}
}

/** What becomes of a JSON value in a field: indexed, not indexed (undefined), or refused. */
export type Parsed = Scalar | undefined | Malformed;

/** What a clause asks of a single value. `none` can never hold. */
export type ValueTest =
  | { readonly kind: 'none' }
  | { readonly kind: 'equals'; readonly value: Scalar }
  | { readonly kind: 'test'; readonly test: (value: Scalar) => boolean };

export const noValue: ValueTest = { kind: 'none' };

export function equalTo(value: Scalar): ValueTest {
  return { kind: 'equals', value };
}

export function testing(test: (value: Scalar) => boolean): ValueTest {
  return { kind: 'test', test };
}

/** The bounds of a `range` clause; one that is absent or null is open. */
export interface Bounds {
  readonly gt?: JsonValue | undefined;
  readonly gte?: JsonValue | undefined;
  readonly lt?: JsonValue | undefined;
  readonly lte?: JsonValue | undefined;
  readonly format?: JsonValue | undefined;
  readonly timeZone?: JsonValue | undefined;
}

/** A value that Elasticsearch would refuse when it builds the query, e.g. text for a number. */
export class BadQueryValue extends Error {
  override readonly name = 'BadQueryValue';
}

export interface QueryClock {
  /** Epoch milliseconds that `now` means; undefined where a query must not depend on it. */
  readonly now: number | undefined;
}

/** A value that is no object and no list as Elasticsearch writes it: its documents are JSON of Java's making. */
export function scalarText(value: null | boolean | number | string | BoxedNumber): string {
  return typeof value === 'number' ? javaNumberText(value) : String(value);
}

/** A JSON value as Elasticsearch reads it where a query wants text, and shows it in its messages. */
export function preview(value: JsonValue): string {
  // To Lucene half of a character is U+FFFD.
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return `[${value.map(preview).join(', ')}]`;
  if (!isJsonObject(value)) return scalarText(value);
  const entries = Object.entries(value).map(([key, item]) => `${key}=${preview(item)}`);
  return `{${entries.join(', ')}}`;
}

/** Order of numbers, -0.0 before 0.0. */
export function compareNumbers(a: number | bigint, b: number | bigint): number {
  if (a < b) return -1;
  if (a > b) return 1;
  return a !== 0 || Object.is(a, b) ? 0 : Object.is(a, -0) ? -1 : 1;
}

/** Order of UTF-8 bytes, which is Lucene's: it differs from JavaScript's for characters beyond U+FFFF. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const x = a.charCodeAt(at);
    const y = b.charCodeAt(at);
    if (x === y) continue;
    if (x < 0xd800 || y < 0xd800) return x - y;
    // Surrogates stand for the highest code points.
    const rank = (unit: number): number => (unit >= 0xe000 ? unit - 0x2000 : unit + 0x2000);
    return rank(x) - rank(y);
  }
  return a.length - b.length;
}
