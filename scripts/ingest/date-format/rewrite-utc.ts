import { daysInMonth } from '../../base/civil-date';

/**
 * A UTC time that is written `yyyy-MM-ddTHH:mm:ss`, with a fraction or without, with `Z` or without, in the default
 * output format, which needs no calculation; undefined for every other text. Most dates of most records are written so.
 */
export function rewriteUtc(text: string): string | undefined {
  const end = text.endsWith('Z') ? text.length - 1 : text.length;
  const millis = millisOf(text, end);
  const isShaped =
    millis !== undefined &&
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
  return `${text.slice(0, 19)}.${millis}Z`;
}

const MOST_DIGITS = 9;

/** The three digits of the milliseconds, cut off and not rounded; undefined when no fraction stands up to `end`. */
function millisOf(text: string, end: number): string | undefined {
  if (end === 19) return '000';
  if (text.charCodeAt(19) !== 0x2e || end === 20 || end > 20 + MOST_DIGITS) return undefined;
  for (let at = 20; at < end; at++) if (!isDigit(text.charCodeAt(at))) return undefined;
  return text.slice(20, Math.min(end, 23)).padEnd(3, '0');
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Infinity when there are no two digits. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 0x30;
  const ones = text.charCodeAt(at + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Infinity;
}
