import { floatAsJson, javaDoubleToString } from './java-double';

declare global {
  interface JSON {
    /** What `JSON.stringify` writes as it stands (Node 24; not yet in TypeScript's library). */
    rawJSON(text: string): unknown;
  }
}

/** A Java object that JavaScript has no equal for. */
export abstract class JavaObject {
  /** Full name, e.g. `java.lang.StringBuilder`. */
  abstract readonly javaClass: string;
}

/** A number that JavaScript's own numbers cannot tell from another; it never changes. */
export abstract class BoxedNumber extends JavaObject {
  /** As Java writes it: `1.0`, `-0.0`, `1.0E10`, `9007199254740993`. */
  abstract override toString(): string;

  /** What to compare and to calculate with; of a float the double that its text says. */
  abstract override valueOf(): number | bigint;

  /** So that `JSON.stringify` writes every digit. */
  toJSON(): unknown {
    return JSON.rawJSON(this.toString());
  }
}

/** A number whose type cannot be seen: a double that is whole, and what only scripts have. */
export class JavaNumber extends BoxedNumber {
  constructor(
    readonly type: 'double' | 'float' | 'short' | 'byte',
    readonly value: number,
  ) {
    super();
  }

  get javaClass(): string {
    return NUMBER_CLASSES[this.type];
  }

  override toString(): string {
    if (this.type === 'double') return javaDoubleToString(this.value);
    return this.type === 'float' ? javaDoubleToString(floatAsJson(this.value)) : String(this.value);
  }

  override valueOf(): number {
    return this.type === 'float' ? floatAsJson(this.value) : this.value;
  }

  /** JSON has no NaN and no infinities: Elasticsearch writes them as text. */
  override toJSON(): unknown {
    return Number.isFinite(this.value) ? super.toJSON() : this.toString();
  }
}

const NUMBER_CLASSES = {
  double: 'java.lang.Double',
  float: 'java.lang.Float',
  short: 'java.lang.Short',
  byte: 'java.lang.Byte',
} as const;

/**
 * An integer that no JavaScript number tells: a Long that an Integer could hold, which JSON never has, and what is
 * beyond 2^53, a BigInteger from 2^63 on.
 */
export class BoxedInteger extends BoxedNumber {
  constructor(readonly value: bigint) {
    super();
  }

  get isLong(): boolean {
    return BigInt.asIntN(64, this.value) === this.value;
  }

  get javaClass(): string {
    return this.isLong ? 'java.lang.Long' : 'java.math.BigInteger';
  }

  override toString(): string {
    return this.value.toString();
  }

  override valueOf(): bigint {
    return this.value;
  }
}

/** A double as JSON values have it: boxed when it would look like an integer, or is none that JSON has. */
export function exactDouble(value: number): number | JavaNumber {
  return Number.isInteger(value) || !Number.isFinite(value) ? new JavaNumber('double', value) : value;
}

/** A double after it was written as JSON, which has no NaN and no infinities: Elasticsearch writes them as text. */
export function jsonDouble(value: number): number | JavaNumber | string {
  return Number.isFinite(value) ? exactDouble(value) : String(value);
}

/** The float nearest to a number. */
export function exactFloat(value: number): JavaNumber {
  return new JavaNumber('float', Math.fround(value));
}

/** An integer of any size as JSON values have it: boxed when a double may not hold it. */
export function exactInteger(value: bigint): number | BoxedInteger {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : new BoxedInteger(value);
}

/** A Long: boxed also when it would look like an Integer. */
export function exactLong(value: bigint): number | BoxedInteger {
  return BigInt.asIntN(32, value) === value ? new BoxedInteger(value) : exactInteger(value);
}

/** JSON with decimals as Java writes them, which is what Elasticsearch's own documents hold: `1.0E-7`. */
export function javaJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'number' && !Number.isSafeInteger(item) ? JSON.rawJSON(javaNumberText(item)) : item,
  );
}

/** Java's text of a number of JSON: a whole one is an integer, any other a double. */
export function javaNumberText(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  return Number.isInteger(value) && Math.abs(value) < 1e21
    ? BigInt(value).toString()
    : javaDoubleToString(value);
}
