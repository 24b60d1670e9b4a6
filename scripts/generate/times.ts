/** Two digits of every number below 60. */
const TWO = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

const DAY = 86_400_000;

/** The last day that was asked for: events come in order, and `Date` costs ten times what the time of day does. */
let last = { number: NaN, date: '' };

/** As the Management Activity API writes times: `2026-03-10T11:42:18`, in UTC. */
export function seconds(moment: number): string {
  const number = Math.floor(moment / DAY);
  if (number !== last.number) last = { number, date: new Date(moment).toISOString().slice(0, 11) };
  const second = Math.floor(moment / 1000) - number * 86_400;
  const minute = Math.floor(second / 60);
  return `${last.date}${TWO[Math.floor(minute / 60)] ?? ''}:${TWO[minute % 60] ?? ''}:${TWO[second % 60] ?? ''}`;
}

/** As `Date.prototype.toISOString` writes times: `2026-03-10T11:42:18.679Z`. */
export function iso(moment: number): string {
  return `${seconds(moment)}.${thousandths(moment)}Z`;
}

/** As event hubs write times: `2026-03-10T11:42:18.6790000Z`. */
export function ticks(moment: number): string {
  return `${seconds(moment)}.${thousandths(moment)}0000Z`;
}

/** As Entra's audit log writes times within a record: `2026-03-10T11:42:18.679000+00:00`. */
export function micros(moment: number): string {
  return `${seconds(moment)}.${thousandths(moment)}000+00:00`;
}

function thousandths(moment: number): string {
  return String(moment - Math.floor(moment / 1000) * 1000).padStart(3, '0');
}
