import type { Window } from '../api/management-client';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The service lists nothing that is older; some minutes less, as time passes until it is asked. */
const OLDEST = 7 * 24 * HOUR - 5 * MINUTE;
/** Of a backlog, beyond what is listed again; at most 24 hours are allowed, and exactly 24 were refused to some. */
const SPAN = 4 * HOUR;

export interface Plan {
  readonly window: Window;
  /** There is more of a backlog behind it. */
  readonly more: boolean;
  /** What the service does not list any more although it was not read: it is lost. */
  readonly gap: Window | undefined;
}

export interface Span {
  /** How far back the first window begins, milliseconds. */
  readonly backlog: number;
  /** How late a blob may appear in listings, milliseconds; at most 19 hours. */
  readonly overlap: number;
}

/**
 * What to list next, by the service's time: from where everything is in Elasticsearch, of a backlog four hours and the overlap
 * at most. Ends are whole seconds, which the service's clock has reached. Undefined when there is no whole second to list.
 *
 * @param cursor undefined before the first window
 */
export function nextWindow(
  now: number,
  cursor: number | undefined,
  { backlog, overlap }: Span,
): Plan | undefined {
  const oldest = now - OLDEST;
  const from = seconds(Math.max(cursor ?? now - backlog, oldest));
  const full = from + overlap + SPAN;
  const to = seconds(Math.min(now, full));
  if (to <= from) return undefined;
  return {
    window: { from, to },
    more: full < now,
    gap: cursor !== undefined && cursor < oldest ? { from: cursor, to: from } : undefined,
  };
}

/**
 * Up to where a window that was read is complete: blobs appear late in listings, so the last `overlap` milliseconds before it
 * was listed are listed again.
 */
export function completeUpTo(
  { from, to }: Window,
  listedAt: number,
  { overlap }: Pick<Span, 'overlap'>,
): number {
  return Math.max(from, Math.min(to, listedAt - overlap));
}

function seconds(time: number): number {
  return Math.floor(time / 1000) * 1000;
}
