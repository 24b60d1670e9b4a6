import { parseIsoDate, type DateSpan } from './iso-date';
import type { TimeZone } from './time-zone';

type Reader = (text: string, zone: TimeZone) => DateSpan | undefined;

const day = String.raw`\d{4}-\d{2}-\d{2}`;
const clock = String.raw`T\d{2}:\d{2}:\d{2}`;
const fraction = String.raw`\.\d{1,9}`;
/** Whatever the reader takes for a zone. */
const zoneForm = String.raw`[^\d:.,].*`;

/** Those texts of the full form that also have this one. */
function only(form: string): Reader {
  const wanted = new RegExp(`^${form}$`);
  return (text, zone) => (wanted.test(text) ? parseIsoDate(text, zone) : undefined);
}

const lenient =
  /^(-?\d{1,9})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:(T)(?:(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})([.,]\d{1,9})?)?)?([^\d:.,].*)?)?)?$/;

/** The calendar repeats itself after so many years, and so many milliseconds. */
const CYCLE = { years: 400, length: 146_097 * 86_400_000 };

/** `date_optional_time`: digits may be missing, as in `2020-3-1T1:2`, and years be longer. */
const readLenient: Reader = (text, zone) => {
  const [whole, years, month, dayOfMonth, mark, hour, minute, second, part = '', named = ''] =
    lenient.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const cycles = Math.floor(Number(years) / CYCLE.years) - 5;
  const year = Number(years) - cycles * CYCLE.years;
  const two = (digits: string | undefined): string | undefined => digits?.padStart(2, '0');
  const date = [String(year), two(month), two(dayOfMonth)].filter((item) => item !== undefined).join('-');
  const full = [
    date,
    ...(month === undefined ? ['01'] : []),
    ...(dayOfMonth === undefined ? ['01'] : []),
  ].join('-');
  const time = [two(hour), two(minute), two(second)].filter((item) => item !== undefined).join(':');
  const iso = mark === undefined || hour === undefined ? date : `${full}T${time}${part}${named}`;
  const span = parseIsoDate(iso, zone);
  const shift = cycles * CYCLE.length;
  return span && { first: span.first + shift, last: span.last + shift };
};

/** Elasticsearch's named formats that take ISO 8601 texts, each as strictly as it does. */
export const isoFormats: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['strict_date_optional_time', parseIsoDate],
  ['strict_date_optional_time_nanos', parseIsoDate],
  ['iso8601', parseIsoDate],
  ['date_optional_time', readLenient],
  ['strict_date_time', only(`${day}${clock}(?:${fraction})?${zoneForm}`)],
  ['strict_date_time_no_millis', only(`${day}${clock}${zoneForm}`)],
  ['strict_date', only(day)],
]);
