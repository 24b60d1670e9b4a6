const DECIMAL_FLOAT = /^[+-]?(?:NaN|Infinity|(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?[fFdD]?)$/;
const HEX_FLOAT =
  /^([+-]?)0[xX](?:([0-9a-fA-F]+)\.?|([0-9a-fA-F]*)\.([0-9a-fA-F]+))[pP]([+-]?[0-9]+)[fFdD]?$/;

/** Java's `Double.parseDouble`; null where it throws. */
export function parseJavaDouble(text: string): number | null {
  const trimmed = javaTrim(text);
  if (DECIMAL_FLOAT.test(trimmed)) return Number(trimmed.replace(/^\+/, '').replace(/(?<![yN])[fFdD]$/, ''));
  const hex = HEX_FLOAT.exec(trimmed);
  if (hex === null) return null;
  const [, sign = '', whole, integer = '', fraction = '', exponent = '0'] = hex;
  const digits = whole ?? `${integer}${fraction}`;
  const scale = Number(exponent) - 4 * fraction.length;
  const magnitude = Number(BigInt(`0x${digits}`)) * 2 ** scale;
  return sign === '-' ? -magnitude : magnitude;
}

/** Java's `String.trim()`: cuts all characters up to U+0020, and no others. */
export function javaTrim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 0x20) start++;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

/** Java's `Double.toString` (JDK 19 and later: the shortest digits that give the same double). */
export function javaDoubleToString(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const magnitude = Math.abs(value);
  if (magnitude >= 1e-3 && magnitude < 1e7) {
    const text = value.toString();
    return text.includes('.') ? text : `${text}.0`;
  }
  // Java shows two digits at least, and takes the nearest such number.
  const nearest = value.toExponential(1);
  const shortest = value.toExponential();
  const isShort = !shortest.includes('.') && Number(nearest) === value;
  const [mantissa = '', exponent = ''] = (isShort ? nearest : shortest).split('e');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${exponent.replace('+', '')}`;
}

/** The double that reads the same as Java's `Float.toString(value)`, which is what a float becomes in JSON. */
export function floatAsJson(value: number): number {
  const single = Math.fround(value);
  if (!Number.isFinite(single) || single === 0) return single;
  for (let precision = 1; precision <= 9; precision++) {
    const candidate = shortenings(single, precision).find((number) => Math.fround(number) === single);
    if (candidate !== undefined) return candidate;
  }
  return single;
}

/** More digits than a tie between two decimals of a float's precision has. */
const EXACT_DIGITS = 60;

/** The decimals of so many digits around a number, the nearest first: also another one may be the same float. */
function shortenings(value: number, precision: number): number[] {
  const [digits = '0', exponent = '0'] = value.toExponential(precision - 1).split('e');
  const rounded = Number(digits.replace('.', ''));
  // Of two that are equally near JavaScript takes the larger, Java the even one.
  const exact = value.toExponential(EXACT_DIGITS).replace(/[-.]|e.*/g, '');
  const isOddTie = rounded % 2 !== 0 && /^50*$/.test(exact.slice(precision));
  const whole = isOddTie ? rounded - Math.sign(rounded) : rounded;
  const power = Number(exponent) - precision + 1;
  const around = [whole, whole + 1, whole - 1].map((number) => Number(`${number}e${power}`));
  return [around[0] ?? value, ...around.slice(1).sort((a, b) => Math.abs(a - value) - Math.abs(b - value))];
}
