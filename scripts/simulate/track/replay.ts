import type { Rule } from '../../content';
import { sharedQuerySet } from '../../query-dsl';
import type { SimulatedDocument } from '../intake';
import type { MadeAlert } from '../made-alert';
import { EntryReader } from './entry-reader';
import { RuleTrack } from './rule-track';

/**
 * The alerts of one rule on documents that its query matches, in order of arrival, on its schedule; an alert names them
 * by their places.
 */
export async function replay(
  rule: Rule,
  documents: readonly SimulatedDocument[],
): Promise<readonly MadeAlert[]> {
  const [first] = documents;
  const last = documents.at(-1);
  if (first === undefined || last === undefined) return [];
  const queries = new Map(rule.streams.map(({ name, mapping }) => [name, sharedQuerySet(mapping)]));
  const reader = new EntryReader(rule);
  const interval = RuleTrack.intervalOf(rule);
  const track = new RuleTrack(rule, Math.floor(first.arrival / interval) * interval);
  for (const document of documents) {
    const prepared = queries.get(document.index)?.prepare(document.source);
    const entry = prepared && reader.read(document, prepared);
    if (entry === undefined) continue;
    await track.runUntil(document.arrival);
    track.add(entry);
  }
  await track.finish(last.arrival);
  return track.alerts;
}
