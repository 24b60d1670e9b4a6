import type { Blob } from './content';
import { afError } from './faults';
import type { Fault } from './faults';

const HOUR = 60 * 60_000;
const WHEN = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?$/;

/** The query of a listing; `nextPage` is the index of the first blob that is listed. */
export interface ListingQuery {
  readonly contentType?: string;
  readonly startTime?: string;
  readonly endTime?: string;
  readonly endtime?: string;
  readonly nextPage?: string;
}

/** The window of a listing, or the error by which the API refuses it: at most 24 h, at most 7 days back. */
export function windowOf(query: ListingQuery, now = Date.now()): { from: number; to: number } | Fault {
  const end = query.endTime ?? query.endtime;
  if (query.startTime === undefined && end === undefined) return { from: now - 24 * HOUR, to: now };
  if (!WHEN.test(query.startTime ?? '') || !WHEN.test(end ?? '')) return afError(400, 'AF20030');
  const [from, to] = [Date.parse(`${query.startTime ?? ''}Z`), Date.parse(`${end ?? ''}Z`)];
  if (!(from < to) || from < now - 7 * 24 * HOUR) return afError(400, 'AF20030');
  return to - from > 24 * HOUR ? afError(400, 'AF20055') : { from, to };
}

/** A page of the listing: newest first, as the API promises no order. */
export function page(
  blobs: readonly Blob[],
  { from, to }: { from: number; to: number },
  nextPage: string | undefined,
  size: number,
): { rows: Blob[]; next: string | undefined } | Fault {
  const start = nextPage === undefined ? 0 : Number(nextPage.replace(/^page/, '') || 'none');
  if (!Number.isInteger(start)) return afError(400, 'AF20031');
  const inside = blobs
    .filter(({ created }) => created.getTime() >= from && created.getTime() < to)
    .toSorted((a, b) => b.created.getTime() - a.created.getTime());
  const end = start + size;
  return { rows: inside.slice(start, end), next: end < inside.length ? `page${end}` : undefined };
}
