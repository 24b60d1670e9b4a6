import type { Rule } from '../../content';
import type { SimulatedDocument } from '../intake';

/** A document as the runs of one rule meet it. */
export interface Entry {
  /** Its place among the documents of the rule, in order of arrival. */
  readonly number: number;
  readonly document: SimulatedDocument;
  /** When it happened by the rule's clock, epoch milliseconds. */
  readonly date: number;
  /** The date is of the clock's own field, not of @timestamp in its place. */
  readonly hasOwnClock: boolean;
  /** The groups, terms or buckets to which it belongs; the join keys of an EQL rule. */
  readonly keys: readonly string[];
  /** EQL: the stages at which it stands under each of the keys, `until` last. */
  readonly stages: readonly (readonly number[])[];
  /** Taken as if it had been ingested then, epoch milliseconds; undefined: as its source says. */
  readonly ingested: number | undefined;
}

/** The same document, had it arrived at another time (epoch milliseconds). */
export function ingestedAt(entry: Entry, time: number, { timestampOverride }: Rule): Entry {
  const clock = timestampOverride === 'event.ingested' && { date: time, hasOwnClock: true };
  return { ...entry, ...clock, ingested: time };
}
