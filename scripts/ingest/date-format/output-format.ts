import type { Moment } from './moment';
import { fromLocalSeconds } from './moment';
import { parsePattern } from './pattern';
import { formatByPattern } from './pattern-formatter';
import { Unsupported } from '../unsupported';
import type { Zone } from './zone';

/** What the `date` processor writes unless told otherwise. */
export const DEFAULT_OUTPUT_FORMAT = "yyyy-MM-dd'T'HH:mm:ss.SSSXXX";

export type DateWriter = (moment: Moment, zone: Zone) => string;

/** Compiles an `output_format`. Throws an Error for one that is not supported. */
export function compileDateWriter(format: string): DateWriter {
  if (format === DEFAULT_OUTPUT_FORMAT) return writeDefault;
  if (format === '') throw new Error('the format is empty');
  if (/^[a-z0-9]+(?:_[a-z]+)*$/.test(format) && /_|iso8601/.test(format)) {
    throw new Unsupported(`the named format "${format}" is not supported for output`);
  }
  const tokens = parsePattern(format);
  // What Java writes for a zone's name depends on its locale data.
  if (tokens.some((token) => token.kind === 'zone' && token.style === 'text')) {
    throw new Unsupported('the pattern letter "z" is not supported for output');
  }
  return (moment, zone) => formatByPattern(tokens, moment, zone);
}

const defaultTokens = parsePattern(DEFAULT_OUTPUT_FORMAT);

/** The same text as by the pattern, without walking it: nearly every date is written so. */
function writeDefault(moment: Moment, zone: Zone): string {
  if (zone.offsetAt(moment.seconds) !== 0) return formatByPattern(defaultTokens, moment, zone);
  const { year, month, day, hour, minute, second, nanos } = fromLocalSeconds(moment.seconds, moment.nanos);
  if (year < 1000 || year > 9999) return formatByPattern(defaultTokens, moment, zone);
  const millis = Math.floor(nanos / 1_000_000);
  const fraction = millis > 99 ? `${millis}` : millis > 9 ? `0${millis}` : `00${millis}`;
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}.${fraction}Z`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}
