/** Where an event stands in time. */
export interface Ordinal {
  /** Epoch milliseconds. */
  readonly time: number;
  /** Breaks ties of time; undefined: the document lacks the field and comes last. */
  readonly tiebreaker: string | number | bigint | boolean | undefined;
  /** The place in the index, where time and tiebreaker are equal. */
  readonly position: number;
}

/** An event at one stage under one join key. */
export interface StagedEvent<E> {
  readonly key: string;
  readonly ordinal: Ordinal;
  readonly event: E;
}

export interface MatchedSequence<E> {
  readonly key: string;
  readonly events: readonly E[];
}

export interface SequenceMachine<E> {
  /** Events by stage, each list in the order of its ordinals. */
  readonly stages: readonly (readonly StagedEvent<E>[])[];
  readonly until: readonly StagedEvent<E>[];
  /** Milliseconds from the first event to the last. */
  readonly maxspan: number | undefined;
}

interface Pending<E> {
  readonly start: Ordinal;
  readonly last: Ordinal;
  readonly events: readonly E[];
}

export function compareOrdinals(a: Ordinal, b: Ordinal): number {
  if (a.time !== b.time) return a.time - b.time;
  if (a.tiebreaker !== b.tiebreaker) {
    if (a.tiebreaker === undefined) return 1;
    if (b.tiebreaker === undefined) return -1;
    return a.tiebreaker < b.tiebreaker ? -1 : 1;
  }
  return a.position - b.position;
}

/**
 * Elasticsearch's state machine of sequences. An event takes the latest sequence of its key that waits at the stage
 * before and lies before it; that one and all older ones at that stage are gone, whether the step succeeds or fails
 * for maxspan or until. So a sequence is the tightest there is (“How sequence queries handle matches”, EQL syntax
 * reference). Each run of `with runs` is a stage of its own, where sequences may share events. Completed sequences
 * come in the order of their last events, and one event completes one sequence (SequenceMatcher keeps a TreeSet).
 */
export function matchSequences<E>({ stages, until, maxspan }: SequenceMachine<E>): MatchedSequence<E>[] {
  const ends = Map.groupBy(until, ({ key }) => key);
  let waiting = new Map<string, Pending<E>[]>();
  const completed: (Pending<E> & { readonly key: string })[] = [];
  for (const [stage, staged] of stages.entries()) {
    const moved = new Map<string, Pending<E>[]>();
    for (const { key, ordinal, event } of staged) {
      const before = stage === 0 ? undefined : takeBefore(waiting.get(key), ordinal);
      if (stage > 0 && before === undefined) continue;
      const start = before?.start ?? ordinal;
      if (maxspan !== undefined && ordinal.time - start.time > maxspan) continue;
      if (before && isEnded(ends.get(key), before.last, ordinal)) continue;
      const pending = { start, last: ordinal, events: [...(before?.events ?? []), event] };
      if (stage < stages.length - 1) addTo(moved, key, pending);
      // The events of a stage are in order, so that an equal one can only be the one before.
      else if (completed.at(-1)?.last !== ordinal) completed.push({ ...pending, key });
    }
    waiting = moved;
  }
  return completed.map(({ key, events }) => ({ key, events }));
}

/** Takes the latest one before the ordinal, and all before that one, off the list. */
function takeBefore<E>(waiting: Pending<E>[] | undefined, ordinal: Ordinal): Pending<E> | undefined {
  if (waiting === undefined) return undefined;
  let count = 0;
  for (const { last } of waiting) {
    if (compareOrdinals(last, ordinal) >= 0) break;
    count += 1;
  }
  return waiting.splice(0, count).at(-1);
}

/** Whether the latest `until` before the ordinal lies behind the sequence's last event. */
function isEnded(
  ends: readonly StagedEvent<unknown>[] | undefined,
  last: Ordinal,
  ordinal: Ordinal,
): boolean {
  const end = ends?.findLast((one) => compareOrdinals(one.ordinal, ordinal) < 0);
  return end !== undefined && compareOrdinals(end.ordinal, last) >= 0;
}

function addTo<E>(map: Map<string, Pending<E>[]>, key: string, pending: Pending<E>): void {
  const list = map.get(key);
  if (list) list.push(pending);
  else map.set(key, [pending]);
}
