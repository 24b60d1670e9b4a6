import { daysInMonth } from '../../base/civil-date';

/**
 * A UTC time that is written `yyyy-MM-ddTHH:mm:ss`, with `Z` or without, in the default output format, which needs no
 * calculation; undefined for every other text. Most dates of most records are written so.
 */
export function rewriteUtc(text: string): string | undefined {
  const { length } = text;
  if (length !== 19 && (length !== 20 || text.charCodeAt(19) !== 0x5a)) return undefined;
  const isShaped =
    text.charCodeAt(4) === 0x2d &&
    text.charCodeAt(7) === 0x2d &&
    text.charCodeAt(10) === 0x54 &&
    text.charCodeAt(13) === 0x3a &&
    text.charCodeAt(16) === 0x3a;
  if (!isShaped || twoDigits(text, 11) > 23 || twoDigits(text, 14) > 59 || twoDigits(text, 17) > 59)
    return undefined;
  const century = twoDigits(text, 0);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  const year = century * 100 + twoDigits(text, 2);
  if (century < 10 || year > 9999 || month < 1 || month > 12 || day < 1) return undefined;
  if (day > daysInMonth(year, month)) return undefined;
  return `${text.slice(0, 19)}.000Z`;
}

/** Infinity when there are no two digits. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 0x30;
  const ones = text.charCodeAt(at + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Infinity;
}
