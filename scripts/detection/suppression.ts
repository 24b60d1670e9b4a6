import { durationMilliseconds } from '../base/duration';
import type { Alert } from './alert';

/** An alert that takes in further ones of its group. */
interface SuppressingAlert {
  readonly group: string;
  /** The run that made it, epoch milliseconds. */
  readonly madeAt: number;
  /** The latest event that it stands for, epoch milliseconds. */
  readonly lastEvent: number;
}

/** The suppressing alerts of earlier runs. */
export type SuppressionState = readonly SuppressingAlert[];

/** What would be an alert if none of its group were there. */
export interface Candidate {
  readonly alert: Alert;
  /** The same for all that suppress each other. */
  readonly group: string;
  /** Epoch milliseconds. */
  readonly firstEvent: number;
  readonly lastEvent: number;
}

export interface SuppressionContext {
  /** e.g. `1h`; undefined: within one run. */
  readonly duration: string | undefined;
  /** The moment of the run, epoch milliseconds. */
  readonly now: number;
  /** Start of the searched window. */
  readonly from: number;
  readonly known: ReadonlySet<string>;
  readonly limit: number;
  readonly state: SuppressionState;
}

/**
 * One alert a group, which counts the others: those of this run and, with a duration, those of the time since an
 * alert of the group was made (Kibana’s alertWithSuppression). What an earlier alert stands for already is left out.
 */
export function suppress(
  candidates: readonly Candidate[],
  context: SuppressionContext,
): { alerts: Alert[]; truncated: boolean; state: SuppressionState } {
  const { duration, now, known, limit } = context;
  const since = duration === undefined ? context.from : now - durationMilliseconds(duration);
  const latest = new Map<string, SuppressingAlert>();
  for (const alert of context.state) if (alert.madeAt >= since) latest.set(alert.group, alert);

  const alerts = new Map<string, Alert>();
  const sorted = candidates.toSorted((a, b) => a.firstEvent - b.firstEvent);
  for (const { alert, group, lastEvent } of sorted) {
    const earlier = latest.get(group);
    const isCounted = earlier !== undefined && earlier.madeAt !== now && earlier.lastEvent >= lastEvent;
    if (known.has(alert.id) || isCounted) continue;
    const takesIn = earlier !== undefined && (duration !== undefined || earlier.madeAt === now);
    if (!takesIn) {
      latest.set(group, { group, madeAt: now, lastEvent });
      alerts.set(group, alert);
      continue;
    }
    latest.set(group, { ...earlier, lastEvent: Math.max(lastEvent, earlier.lastEvent) });
    const own = alerts.get(group);
    if (own) alerts.set(group, { ...own, suppressed: (own.suppressed ?? 0) + (alert.suppressed ?? 0) + 1 });
  }
  const made = [...alerts.values()];
  return { alerts: made.slice(0, limit), truncated: made.length > limit, state: [...latest.values()] };
}
