import type { Pack, Rule } from '../../content';
import type { Emission } from '../../generate';
import { StreamMatcher } from './stream-matcher';
import type { Matched } from './stream-matcher';

/** What matching needs to know of a record. */
export type RawRecord = Pick<Emission, 'stream' | 'text' | 'arrival'>;

/** A match, by the record's place among those that were asked for. */
export interface Found extends Matched {
  readonly place: number;
}

/** By slug, the fields that a rule's runs read. */
export type RunFields = ReadonlyMap<string, readonly string[]>;

/** Matches records of all streams, one after the other. */
export function recordsMatcher(
  pack: Pack,
  rules: readonly Rule[],
  fields: RunFields,
): (records: readonly RawRecord[]) => readonly Found[] {
  const matchers = new Map(
    [...pack.streams].map(([dataset, stream]) => [
      dataset,
      new StreamMatcher(stream, rulesOf(rules, dataset), fields),
    ]),
  );
  return (records) =>
    records.flatMap(({ stream, text, arrival }, place) => {
      const matched = matchers.get(stream)?.match(text, arrival);
      return matched === undefined ? [] : [{ place, ...matched }];
    });
}

/** The rules that look at a stream. */
export function rulesOf<T extends Rule>(rules: readonly T[], dataset: string): T[] {
  return rules.filter(({ streams }) => streams.some((stream) => stream.dataset === dataset));
}
