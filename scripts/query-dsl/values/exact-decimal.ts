/** A number that is exact also beyond 2^53. */
export type Exact = number | bigint;

/** A decimal number as Java's BigDecimal reads it, without its decimals. */
export interface Decimal {
  readonly whole: Exact;
  /** The decimals were not all zeros. */
  readonly isCut: boolean;
}

const decimalForm = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?$/;

/** A double has at least so many digits of a decimal number right. */
const EXACT_DIGITS = 15;

/** More digits than any type has whole. */
const MANY = 400;

/** Reads a decimal number digit by digit; undefined when the text is none. */
export function parseDecimal(text: string): Decimal | undefined {
  const [, sign, whole = '', decimals = '', exponent = '0'] = decimalForm.exec(text) ?? [];
  const digits = `${whole}${decimals}`;
  if (sign === undefined || digits === '') return undefined;
  if (digits.length <= EXACT_DIGITS) {
    const number = Number(text);
    return { whole: Math.trunc(number), isCut: !Number.isInteger(number) };
  }
  // Where the point stands in the digits, were they shifted by the exponent.
  const point = whole.length + Number(exponent);
  if (point > MANY) return { whole: Number(text), isCut: false };
  const kept = point <= 0 ? '0' : digits.slice(0, point).padEnd(point, '0');
  const size = BigInt(kept);
  const number = Number(sign === '-' ? -size : size);
  return {
    whole: Number.isSafeInteger(number) ? number : sign === '-' ? -size : size,
    isCut: /[1-9]/.test(digits.slice(Math.max(point, 0))),
  };
}
