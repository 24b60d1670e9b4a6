/** A count with commas, at most one digit after the point. No locale: the same text everywhere. */
export function countText(value: number): string {
  const [whole = '0', rest] = String(Math.round(value * 10) / 10).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return rest === undefined ? grouped : `${grouped}.${rest}`;
}

/** A count beside an axis, where room is scarce: `8,000`, `20k`, `1.5M`. */
export function axisText(value: number): string {
  if (value >= 1e6) return `${countText(value / 1e6)}M`;
  return value >= 1e4 ? `${countText(value / 1e3)}k` : countText(value);
}

/** A share as per cent; never 100 % or 0 % for what is not quite all or not quite none. */
export function shareText(share: number | undefined): string {
  if (share === undefined) return '–';
  const percent = Math.round(share * 1000) / 10;
  if (percent === 100 && share < 1) return '>99.9 %';
  if (percent === 0 && share > 0) return '<0.1 %';
  return `${percent} %`;
}

/** Seconds in the largest unit in which they are at least one: `45 s`, `12 min`, `3.5 h`, `2 d`. */
export function secondsText(seconds: number): string {
  const units = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
  ] as const;
  const [size, unit] = units.find(([length]) => seconds >= length) ?? [1, 's'];
  return `${Math.round((seconds / size) * 10) / 10} ${unit}`;
}
