import { MONTHS, WEEKDAYS } from '../../date-format/names';
import { JavaEnum } from '../runtime/time-values';

/** Monday first, as in Java. */
export const DAYS = WEEKDAYS.map(
  (name, index) => new JavaEnum('java.time.DayOfWeek', name.toUpperCase(), index + 1),
);
export const MONTH_NAMES = MONTHS.map(
  (name, index) => new JavaEnum('java.time.Month', name.toUpperCase(), index + 1),
);

export const UNITS = [
  'NANOS',
  'MICROS',
  'MILLIS',
  'SECONDS',
  'MINUTES',
  'HOURS',
  'HALF_DAYS',
  'DAYS',
  'WEEKS',
  'MONTHS',
  'YEARS',
].map((name, index) => new JavaEnum('java.time.temporal.ChronoUnit', name, index));
