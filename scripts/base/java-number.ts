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
}

const NUMBER_CLASSES = {
  double: 'java.lang.Double',
  float: 'java.lang.Float',
  short: 'java.lang.Short',
  byte: 'java.lang.Byte',
} as const;

/** An integer beyond 2^53: Java's Long, or its BigInteger beyond 2^63. */
export class LargeInteger extends BoxedNumber {
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

/** A double as JSON values have it: boxed when it would look like an integer. */
export function exactDouble(value: number): number | JavaNumber {
  return Number.isInteger(value) ? new JavaNumber('double', value) : value;
}

/** As {@link exactDouble}; JSON has no NaN and no infinities, and Elasticsearch writes them as text. */
export function jsonDouble(value: number): number | JavaNumber | string {
  return Number.isFinite(value) ? exactDouble(value) : String(value);
}

/** As {@link jsonDouble}, of the float nearest to a number. */
export function jsonFloat(value: number): JavaNumber | string {
  const float = Math.fround(value);
  return Number.isFinite(float) ? new JavaNumber('float', float) : String(float);
}

/** An integer of any size as JSON values have it: boxed when a double may not hold it. */
export function exactInteger(value: bigint): number | LargeInteger {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : new LargeInteger(value);
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
