import { refuseUnknown } from '../refuse';

/** Writes epoch milliseconds as a text. */
export type DatePrinter = (time: number) => string;

type Part = (date: Date) => string;

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function yearText(value: number): string {
  if (value > 9999) return `+${value}`;
  return value < 0 ? `-${padded(-value, 4)}` : padded(value, 4);
}

/** The year of its era: before year 1 they count backwards, and the era is not shown. */
const yearOfEra: Part = (date) => {
  const value = date.getUTCFullYear();
  return yearText(value > 0 ? value : 1 - value);
};

/** Java pattern letters, in UTC. */
const letters: Readonly<Record<string, Part>> = {
  yyyy: yearOfEra,
  uuuu: (date) => yearText(date.getUTCFullYear()),
  MM: (date) => padded(date.getUTCMonth() + 1, 2),
  dd: (date) => padded(date.getUTCDate(), 2),
  HH: (date) => padded(date.getUTCHours(), 2),
  mm: (date) => padded(date.getUTCMinutes(), 2),
  ss: (date) => padded(date.getUTCSeconds(), 2),
  SSS: (date) => padded(date.getUTCMilliseconds(), 3),
  X: () => 'Z',
  XXX: () => 'Z',
  Z: () => '+0000',
};

function patternPrinter(pattern: string): DatePrinter {
  const parts = (pattern.match(/'[^']*'|([a-zA-Z])\1*|[^a-zA-Z']/g) ?? []).map((piece): Part => {
    if (piece.startsWith("'")) return () => (piece === "''" ? "'" : piece.slice(1, -1));
    if (!/^[a-zA-Z]/.test(piece)) return () => piece;
    return (
      letters[piece] ?? refuseUnknown('DATE_FORMAT', 'date format: the letters', piece, Object.keys(letters))
    );
  });
  return (time) => parts.map((part) => part(new Date(time))).join('');
}

const isoTime = patternPrinter("uuuu-MM-dd'T'HH:mm:ss.SSSX");
const isoSecond = patternPrinter("uuuu-MM-dd'T'HH:mm:ssX");
const isoDay = patternPrinter('uuuu-MM-dd');

function epochSecond(time: number): string {
  const fraction = ((time % 1000) + 1000) % 1000;
  const whole = (time - fraction) / 1000;
  if (fraction === 0) return String(whole);
  return String(time / 1000);
}

const named: ReadonlyMap<string, DatePrinter> = new Map([
  ['strict_date_optional_time', isoTime],
  ['strict_date_optional_time_nanos', isoTime],
  ['date_optional_time', isoTime],
  ['iso8601', isoTime],
  ['strict_date_time', isoTime],
  ['strict_date_time_no_millis', isoSecond],
  ['strict_date', isoDay],
  ['epoch_millis', String],
  ['epoch_second', epochSecond],
]);

/** How Elasticsearch writes dates of a format: by the first of its alternatives. Throws as `dateFormat` does. */
export function datePrinter(format: string): DatePrinter {
  const [first = format] = format.split('||');
  return named.get(first) ?? patternPrinter(first);
}
