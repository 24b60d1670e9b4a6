import { readEpochMillis, readEpochSeconds } from './epoch-format';
import type { DateFormat } from './iso-date';
import { isoFormats } from './iso-variants';
import type { Moment } from './moment';
import { patternFormat } from './pattern-format';
import { utc } from './time-zone';

export type { DateFormat } from './iso-date';

const named: ReadonlyMap<string, DateFormat> = new Map([
  ...isoFormats,
  ['epoch_millis', readEpochMillis],
  ['epoch_second', (text, _zone, isUp) => readEpochSeconds(text, isUp)],
]);

export const DEFAULT_DATE_FORMAT = 'strict_date_optional_time||epoch_millis';

/**
 * Compiles a format of Elasticsearch, alternatives separated by `||`: the named ones and Java patterns of
 * the usual letters. Throws a ContentError for a letter it does not know.
 */
export function dateFormat(format: string): DateFormat {
  const alternatives = format
    .split('||')
    .map((name) => named.get(name) ?? patternFormat(name, [...named.keys()]));
  return (text, zone, isUp) => {
    for (const alternative of alternatives) {
      const moment = alternative(text, zone, isUp);
      if (moment !== undefined) return moment;
    }
    return undefined;
  };
}

/** The moment of a date text; undefined when it does not have the format. */
export function parseDate(text: string, format = DEFAULT_DATE_FORMAT): Moment | undefined {
  return dateFormat(format)(text, utc, false);
}
