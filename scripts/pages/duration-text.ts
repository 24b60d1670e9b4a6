const UNITS = [
  { name: 'day', size: 86_400_000, from: 172_800_000 },
  { name: 'hour', size: 3_600_000, from: 7_200_000 },
  { name: 'minute', size: 60_000, from: 60_000 },
  { name: 'second', size: 1_000, from: 0 },
];

/** Milliseconds in words, such as `60 minutes`, `24 hours`, `7 days 3 hours`: days and hours from two of them on. */
export function durationText(milliseconds: number): string {
  let rest = milliseconds;
  const parts = UNITS.flatMap(({ name, size, from }) => {
    const count = milliseconds < from ? 0 : Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? [] : [`${count} ${name}${count === 1 ? '' : 's'}`];
  });
  return parts.length === 0 ? '0 seconds' : parts.join(' ');
}
