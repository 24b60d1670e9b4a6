import { ingestError, type IngestError } from '../errors';
import { daysInMonth } from '../../base/civil-date';
import { MONTHS } from './names';

/** Java's DateTimeException. */
export function dateTimeError(message: string): IngestError {
  return ingestError('date_time_exception', message);
}

/** Java's DateTimeParseException. */
export function dateParseError(message: string, causedBy?: IngestError): IngestError {
  return ingestError('date_time_parse_exception', message, causedBy);
}

/** Throws as `LocalDate.of` does for a day that the month does not have. */
export function checkDate(year: number, month: number, day: number): void {
  checkRange('MonthOfYear', month, 1, 12, '1 - 12');
  checkRange('DayOfMonth', day, 1, 31, '1 - 28/31');
  if (day <= daysInMonth(year, month)) return;
  const name = MONTHS[month - 1] ?? '';
  throw dateTimeError(
    day === 29
      ? `Invalid date 'February 29' as '${year}' is not a leap year`
      : `Invalid date '${name.toUpperCase()} ${day}'`,
  );
}

export function checkRange(field: string, value: number, min: number, max: number, range: string): void {
  if (value >= min && value <= max) return;
  throw dateTimeError(`Invalid value for ${field} (valid values ${range}): ${value}`);
}
