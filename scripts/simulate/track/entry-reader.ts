import type { Rule, Stream } from '../../content';
import { timestampFields } from '../../detection';
import { compileEql, eqlFields } from '../../eql';
import { sharedQuerySet } from '../../query-dsl';
import type { PreparedDocument, QuerySet, Scalar } from '../../query-dsl';
import type { SimulatedDocument } from '../intake';
import type { Entry } from './entry';
import { FieldKeys } from './field-keys';
import { groupFields } from './group-fields';

const NO_KEYS = { keys: [], stages: [] };

type Values = (document: PreparedDocument) => readonly Scalar[];
type Keys = (document: PreparedDocument) => Pick<Entry, 'keys' | 'stages'> | undefined;

/** Reads documents as the runs of one rule meet them. */
export class EntryReader {
  readonly #byIndex: ReadonlyMap<string, { readonly clocks: readonly Values[]; readonly keys: Keys }>;
  #count = 0;

  constructor(rule: Rule) {
    this.#byIndex = new Map(
      rule.streams.map((stream) => {
        const queries = sharedQuerySet(stream.mapping);
        const clocks = timestampFields(rule).map((field) => queries.values(field));
        return [stream.name, { clocks, keys: keysReader(rule, stream, queries) }];
      }),
    );
  }

  /**
   * `prepared` by the shared query set of the stream's mapping. Of several dates the earliest counts; undefined: the
   * document has none, so that no window shows it.
   */
  read(document: SimulatedDocument, prepared: PreparedDocument): Entry | undefined {
    const number = this.#count;
    this.#count += 1;
    const reader = this.#byIndex.get(document.index);
    if (reader === undefined) return undefined;
    const place = reader.clocks.findIndex((read) => read(prepared).length > 0);
    const dates = reader.clocks[place]?.(prepared) ?? [];
    const keys = place === -1 ? undefined : reader.keys(prepared);
    if (keys === undefined) return undefined;
    const date = dates.length === 1 ? Number(dates[0]) : Math.min(...dates.map(Number));
    return { number, document, date, hasOwnClock: place === 0, ...keys, ingested: undefined };
  }
}

function keysReader(rule: Rule, { mapping }: Stream, queries: QuerySet): Keys {
  if (rule.type === 'eql') {
    const compiled = compileEql(rule.eql, sharedQuerySet(mapping), {
      timestamp_field: rule.timestamp_field,
      event_category_field: rule.event_category_override,
      tiebreaker_field: rule.tiebreaker_field,
      knownElsewhere: new Set(eqlFields(rule.eql).map(({ name }) => name)),
    });
    return (document) => {
      const reading = compiled.read(document);
      return reading && byKey(reading.keys);
    };
  }
  const groups = groupFields(rule);
  if (groups === undefined) return () => NO_KEYS;
  const keys = new FieldKeys(queries, groups.fields, groups.withMissing);
  return (document) => ({ keys: keys.of(document), stages: [] });
}

function byKey(stages: readonly (readonly string[])[]): Pick<Entry, 'keys' | 'stages'> {
  const keys: string[] = [];
  const places: number[][] = [];
  for (const [stage, own] of stages.entries()) {
    for (const key of own) {
      const place = keys.indexOf(key);
      if (place === -1) {
        keys.push(key);
        places.push([stage]);
      } else {
        places[place]?.push(stage);
      }
    }
  }
  return { keys, stages: places };
}
