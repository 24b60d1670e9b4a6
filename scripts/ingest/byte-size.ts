import { asciiDigits, numberFormat, parseJavaLong } from './java-numbers';
import { illegalArgument, IngestError } from './errors';

const UNITS: readonly (readonly [suffix: string, bytes: bigint])[] = [
  ['kb', 2n ** 10n],
  ['k', 2n ** 10n],
  ['mb', 2n ** 20n],
  ['m', 2n ** 20n],
  ['gb', 2n ** 30n],
  ['g', 2n ** 30n],
  ['tb', 2n ** 40n],
  ['t', 2n ** 40n],
  ['pb', 2n ** 50n],
  ['p', 2n ** 50n],
  ['b', 1n],
];

const LONG_MAX = 2n ** 63n - 1n;

/**
 * Elasticsearch's `ByteSizeValue.parseBytesSizeValue`: a whole number with a unit, or one with up to two decimals,
 * rounded up. Throws a parse_exception; -1 is the only negative size.
 */
export function parseByteSize(text: string): bigint {
  if (text === '-1' || text === '0') return BigInt(text);
  const value = text.toLowerCase().trim();
  const unit = UNITS.find(([suffix]) => value.endsWith(suffix));
  if (unit === undefined)
    throw unparsed(`with value [${text}] as a size in bytes: unit is missing or unrecognized`);
  const [suffix, bytes] = unit;
  const digits = value.slice(0, -suffix.length).trim();
  if (parseJavaLong(digits) !== null)
    return whole(BigInt(asciiDigits(digits).replace(/^\+/, '')) * bytes, text, value);
  if (bytes === 1n) throw unparsed(`with value [${text}]`, numberFormat(digits));
  return decimal(digits, bytes, text);
}

function whole(size: bigint, text: string, value: string): bigint {
  if (size >= -1n && size <= LONG_MAX) return size;
  const limit = size < 0n ? 'less than -1' : `greater than ${LONG_MAX}`;
  const cause = illegalArgument(`Values ${limit} bytes are not supported: ${value}`);
  throw unparsed(`with value [${text}] as a size in bytes`, cause);
}

const DECIMAL = /^([+-]?)(?:([0-9]+)\.?([0-9]*)|\.([0-9]+))(?:e([+-]?[0-9]{1,10}))?$/;

function decimal(digits: string, bytes: bigint, text: string): bigint {
  const match = DECIMAL.exec(asciiDigits(digits));
  if (match === null) throw unparsed(`with value [${text}]`, numberFormat(digits));
  const [, sign, integer = '', fraction = match[4] ?? '', , exponent = '0'] = match;
  const unscaled = BigInt(integer + fraction);
  if (sign === '-' && unscaled > 0n) throw unparsed(`with value [${text}]`);
  const scale = fraction.length - Number(exponent);
  if (scale > 2) throw unparsed(`with more than two decimals in value [${text}]`);
  // More digits than a long has overflow also without a unit.
  const size = unscaled === 0n ? 0n : scale < -20 ? LONG_MAX + 1n : rounded(unscaled * bytes, scale);
  if (size <= LONG_MAX) return size;
  throw unparsed(
    `with value beyond ${LONG_MAX}: [${text}]`,
    new IngestError('arithmetic_exception', 'Overflow'),
  );
}

/** The number divided by ten as often as the scale says, rounded up. */
function rounded(unscaled: bigint, scale: number): bigint {
  if (scale <= 0) return unscaled * 10n ** BigInt(-scale);
  const divisor = 10n ** BigInt(scale);
  return (unscaled + divisor - 1n) / divisor;
}

function unparsed(what: string, cause?: IngestError): IngestError {
  return new IngestError('parse_exception', `failed to parse setting [Ingest Field] ${what}`, cause);
}
