const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of a duration such as `5m`, `30s`, `1.5h`, `7d`. Throws RangeError for anything else. */
export function durationMilliseconds(duration: string): number {
  const match = /^(\d+(?:\.\d+)?)([smhd])$/.exec(duration);
  const unit = UNITS[match?.[2] ?? ''];
  if (!match || unit === undefined) throw new RangeError(`“${duration}” is no duration such as 5m`);
  return Number(match[1]) * unit;
}

/** Milliseconds by which date math such as `now-30m` lies before now; 0 for `now`. */
export function ageOfDateMath(dateMath: string): number {
  return dateMath === 'now' ? 0 : durationMilliseconds(dateMath.replace(/^now-/, ''));
}
