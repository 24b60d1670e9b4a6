import { isLongMoment, later, momentOf, type Moment } from './moment';

/** So many digits are read whatever they say; a double may not hold those of a longer number. */
const SAFE_DIGITS = 15;

/** The milliseconds of a moment that is `whole` units and a fraction, or so much before 1970; Java rounds down. */
function millisOf(isBefore: boolean, whole: string, perUnit: number, fraction: string): Moment {
  const places = perUnit === 1 ? 0 : 3;
  const part = Number(fraction.slice(0, places).padEnd(places, '0'));
  const isBetween = /[1-9]/.test(fraction.slice(places));
  if (whole.length + places <= SAFE_DIGITS) {
    const size = Number(whole) * perUnit + part;
    return isBefore ? 0 - size - (isBetween ? 1 : 0) : size;
  }
  const size = BigInt(whole) * BigInt(perUnit) + BigInt(part);
  return momentOf(isBefore ? -size - (isBetween ? 1n : 0n) : size);
}

const millisForm = /^(-?)(\d{1,19})(?:\.(\d{0,6}))?$/;

/** `epoch_millis`: fractions of a millisecond are read and dropped. */
export function readEpochMillis(text: string): Moment | undefined {
  const [, sign, whole, fraction = ''] = millisForm.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const moment = millisOf(sign === '-', whole, 1, fraction);
  return isLongMoment(moment) && isLongMoment(momentOf(BigInt(whole))) ? moment : undefined;
}

const secondsForm = /^(-?)(\d{1,19})(?:(\.)(\d{0,9}))?$/;

/** `epoch_second`; a second without a fraction is, rounded up, all of it, but for one from 1970 on that ends in a point. */
export function readEpochSeconds(text: string, isUp: boolean): Moment | undefined {
  const [, sign, whole, point, fraction = ''] = secondsForm.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const isBefore = sign === '-';
  // Java takes a -0, but no -0.0.
  if (isBefore && /^0+$/.test(whole) && /^0+$/.test(fraction)) return undefined;
  const first = millisOf(isBefore, whole, 1000, fraction);
  const isOpen = isBefore ? fraction === '' : point === undefined;
  const moment = isUp && isOpen ? later(first, 999) : first;
  return isLongMoment(moment) ? moment : undefined;
}
