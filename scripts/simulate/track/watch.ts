import type { RuleWindow } from '../../detection';
import type { Entry } from './entry';
import type { Movement } from './sliding-view';

/** What the runs over some documents came to. */
export interface Outcome {
  readonly windows: readonly RuleWindow[];
  /** max_signals cut something off. */
  readonly truncated: boolean;
  /** The documents that carry an alert now, in each of the tracks. */
  readonly carriers: ReadonlySet<Entry>;
}

/**
 * Watches a rule's windows for what a run could alert on, so that only those runs are made, and over those documents
 * only, that can make a difference.
 */
export interface Watch {
  /** The windows moved on. */
  move(movement: Movement): void;
  /**
   * All documents on which the outcome of a run depends; none where it alerts on nothing and remembers nothing.
   * `onEdge`: those on the first millisecond of a window.
   * Asked once for each run.
   */
  due(windows: readonly RuleWindow[], onEdge: readonly Entry[]): ReadonlySet<Entry>;
  /** Told after a run over what was due. */
  ran(outcome: Outcome): void;
}

export const NOTHING: ReadonlySet<Entry> = new Set();
