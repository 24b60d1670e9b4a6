import type { RuleState } from '../../detection';

/** An alert of the last days, so that it is known again when a window sees its event another time. */
export interface RecentAlert {
  readonly id: string;
  /** `event.id` of its event, by which a repeated record is told; undefined for alerts on many events. */
  readonly eventId: string | undefined;
  /** The run that made it, epoch milliseconds. */
  readonly at: number;
}

/** What is known of a rule after some whole days; JSON as it is. */
export interface RuleProgress {
  /** New alerts of each day that is done. */
  readonly days: readonly number[];
  /** Seconds from event to alert, and how many alerts took that long. */
  readonly delays: readonly (readonly [number, number])[];
  /** Documents by the rule's query, by its clock. */
  readonly matched: number;
  /** Events that no run saw because they came late. */
  readonly late: number;
  /** Runs that stopped at max_signals. */
  readonly truncatedRuns: number;
  readonly duplicates: number;
  readonly recent: readonly RecentAlert[];
  readonly state: Omit<RuleState, 'alertIds'>;
}

export const NOT_BEGUN: RuleProgress = {
  days: [],
  delays: [],
  matched: 0,
  late: 0,
  truncatedRuns: 0,
  duplicates: 0,
  recent: [],
  state: { thresholdHistory: [], groupHistory: [], suppression: [], previousRun: undefined },
};
