import { daysFromCivil } from '../../base/civil-date';
import { lastDayUpTo } from './last-day';
import { readDateParts } from './date-parts';
import { edgeOf, parseIsoDate, type DateFormat } from './iso-date';
import { atDay } from './moment';
import { fromLocal } from './time-zone';

const readIso: DateFormat = (text, zone, isUp) => edgeOf(parseIsoDate(text, zone), isUp);

const day = String.raw`\d{4}-\d{2}-\d{2}`;
const clock = String.raw`T\d{2}:\d{2}:\d{2}`;
const fraction = String.raw`\.\d{1,9}`;
/** Whatever the reader takes for a zone. */
const zoneForm = String.raw`[^\d:.,].*`;

/** Those texts of the full form that also have this one. */
function only(form: string): DateFormat {
  const wanted = new RegExp(`^${form}$`);
  return (text, zone, isUp) => (wanted.test(text) ? readIso(text, zone, isUp) : undefined);
}

const lenientDate = String.raw`(?<year>-?\d{1,9})(?:-(?<month>\d{1,2})(?:-(?<day>\d{1,2}))?)?`;
const lenientClock = String.raw`(?<hour>\d{1,2})(?::(?<minute>\d{1,2})(?::(?<second>\d{1,2})(?:[.,](?<fraction>\d{1,9}))?)?)?`;
const lenient = new RegExp(`^${lenientDate}(?:T(?:${lenientClock}(?<zone>${zoneForm})?)?)?$`);

/** `date_optional_time`: digits may be missing, as in `2020-3-1T1:2`, and years be longer. */
const readLenient: DateFormat = (text, zone, isUp) => {
  const parts = lenient.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const two = (part: string): string | undefined => parts[part]?.padStart(2, '0');
  const date = { year: parts['year'], month: two('month'), day: two('day') };
  const clock = { hour: two('hour'), minute: two('minute'), second: two('second') };
  return readDateParts({ ...parts, ...date, ...clock }, zone, isUp);
};

/** `strict_date`: days and months beyond the last one count on, unless the date is rounded up. */
const readStrictDate: DateFormat = (text, zone, isUp) => {
  const [whole, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const clamped = `${text.slice(0, 8)}${lastDayUpTo(day, Number(year), Number(month)) ?? ''}`;
  if (isUp) return readIso(clamped, zone, isUp);
  const months = Number(year) * 12 + Number(month) - 1;
  const first = daysFromCivil(Math.floor(months / 12), (((months % 12) + 12) % 12) + 1, Number(day));
  return fromLocal(atDay(first, 0), zone);
};

/** Elasticsearch's named formats that take ISO 8601 texts, each as strictly as it does. */
export const isoFormats: ReadonlyMap<string, DateFormat> = new Map<string, DateFormat>([
  ['strict_date_optional_time', readIso],
  ['strict_date_optional_time_nanos', readIso],
  ['iso8601', readIso],
  ['date_optional_time', readLenient],
  ['strict_date_time', only(`${day}${clock}(?:${fraction})?${zoneForm}`)],
  ['strict_date_time_no_millis', only(`${day}${clock}${zoneForm}`)],
  ['strict_date', readStrictDate],
]);
