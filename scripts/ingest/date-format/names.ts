/** English names as Java prints and reads them for Locale.ROOT and English. */
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

export const HALF_DAYS = ['AM', 'PM'] as const;

/** The eras without a language: before the common era, common era. */
export const ROOT_ERAS = ['BCE', 'CE'] as const;

export function shortName(name: string): string {
  return name.slice(0, 3);
}
