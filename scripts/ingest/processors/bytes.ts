import { IngestError } from '../errors';
import { numberFormat, parseJavaDouble, parseJavaLong } from '../java-numbers';
import type { ProcessorCompiler } from '../processor-compiler';
import { compileStringProcessor } from './string-processor';

/** `bytes`: `1.5kb` as a number of bytes. */
export const compileBytes: ProcessorCompiler = (options) => compileStringProcessor(options, parseBytes);

const UNITS: readonly (readonly [suffix: string, bytes: number])[] = [
  ['kb', 2 ** 10],
  ['k', 2 ** 10],
  ['mb', 2 ** 20],
  ['m', 2 ** 20],
  ['gb', 2 ** 30],
  ['g', 2 ** 30],
  ['tb', 2 ** 40],
  ['t', 2 ** 40],
  ['pb', 2 ** 50],
  ['p', 2 ** 50],
  ['b', 1],
];

function parseBytes(text: string): number {
  const value = text.toLowerCase().trim();
  if (value === '-1' || value === '0') return Number(value);
  const unit = UNITS.find(([suffix]) => value.endsWith(suffix));
  if (unit === undefined) throw parseError(text, ' as a size in bytes: unit is missing or unrecognized');
  const [suffix, bytes] = unit;
  const digits = value.slice(0, -suffix.length).trim();
  const size = bytes === 1 ? parseJavaLong(digits) : (parseJavaLong(digits) ?? parseJavaDouble(digits));
  if (size === null) throw parseError(text, '', digits);
  return Math.trunc(size * bytes);
}

function parseError(text: string, why: string, digits?: string): IngestError {
  const message = `failed to parse setting [Ingest Field] with value [${text}]${why}`;
  return new IngestError('parse_exception', message, digits === undefined ? undefined : numberFormat(digits));
}
