import { resolve } from 'node:path';
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../base/json';
import { DataView, loadPack } from '../../content';
import type { EqlRule, NewTermsRule, QueryRule, Rule, Stream, ThresholdRule } from '../../content';
import { initialState, runRule } from '../../detection';
import { EqlSearcher, parseEql } from '../../eql';
import { SearchIndex } from '../../query-dsl';
import type { Batch, SimulatedDocument } from '../intake';
import type { MadeAlert } from '../made-alert';
import { runOver } from '.';

const MINUTE = 60_000;
const START = Date.parse('2026-03-02T00:00:00Z');
/** More alerts than any run makes. */
const NO_LIMIT = 1_000_000;

const pack = loadPack(resolve(__dirname, '../../..'));

const mapping = {
  properties: {
    '@timestamp': { type: 'date' },
    event: { properties: { ingested: { type: 'date' }, category: { type: 'keyword' } } },
    kind: { type: 'keyword' },
    user: { type: 'keyword' },
    file: { type: 'keyword' },
    ip: { type: 'ip' },
  },
};
const stream: Stream = { ...(pack.streams.get('o365.audit') as Stream), name: 'logs-test', mapping };
const place = { streams: [stream], fields: new DataView([stream]), index: ['logs-test'] } as const;

function ruleOf<T extends Rule['type']>(type: T): Extract<Rule, { type: T }> {
  const rule = pack.rules.find((one) => one.type === type) as Extract<Rule, { type: T }>;
  return {
    ...rule,
    ...place,
    interval: '5m',
    from: 'now-12m',
    to: 'now',
    timestampOverride: 'event.ingested',
  };
}

/** What the query rules look for; the log has other documents as well. */
const dsl = { terms: { kind: ['a', 'b', 'c'] } };
const query: QueryRule = { ...ruleOf('query'), dsl, suppression: undefined };
const threshold: ThresholdRule = {
  ...ruleOf('threshold'),
  dsl,
  suppression: undefined,
  threshold: { field: ['user'], value: 2 },
};
const newTerms: NewTermsRule = {
  ...ruleOf('new_terms'),
  dsl,
  suppression: undefined,
  new_terms_fields: ['user', 'ip'],
  history_window_start: 'now-40m',
};
const eql = (text: string): EqlRule => ({
  ...ruleOf('eql'),
  query: text,
  eql: parseEql(text),
  suppression: undefined,
  timestamp_field: undefined,
  event_category_override: undefined,
  tiebreaker_field: undefined,
});
const sequence = 'sequence by user with maxspan=15m [any where kind == "a"] [any where kind == "b"]';

const suppressed = (duration: string | undefined, missing: 'suppress' | 'doNotSuppress') =>
  ({ group_by: ['user'], duration, missing_fields: missing }) as const;

const RULES: Readonly<Record<string, Rule>> = {
  query,
  'query, suppressed in a run': { ...query, suppression: suppressed(undefined, 'doNotSuppress') },
  'query, suppressed for a time': { ...query, suppression: suppressed('20m', 'suppress') },
  threshold,
  'threshold with cardinality': {
    ...threshold,
    threshold: { field: ['user', 'ip'], value: 2, cardinality: [{ field: 'file', value: 2 }] },
  },
  'threshold without fields': { ...threshold, threshold: { field: [], value: 4 } },
  'threshold, suppressed': { ...threshold, suppression: { duration: '20m' } },
  'new terms': newTerms,
  'new terms of one field': { ...newTerms, new_terms_fields: ['user'], history_window_start: 'now-20m' },
  'new terms, suppressed': { ...newTerms, suppression: suppressed('20m', 'suppress') },
  'new terms, suppressed in a run': { ...newTerms, suppression: suppressed(undefined, 'doNotSuppress') },
  'EQL event': eql('any where kind == "a"'),
  'EQL sequence': eql(sequence),
  'EQL sequence with runs': eql(
    'sequence by user with maxspan=15m [any where kind == "a"] with runs=2 [any where kind == "b"]',
  ),
  'EQL sequence of other keys': eql(
    'sequence with maxspan=15m [any where kind == "a"] by user [any where kind == "b"] by ?file until [any where kind == "c"] by user',
  ),
  'EQL sequence without keys': eql(
    'sequence with maxspan=5m [any where kind == "a"] [any where kind == "b"]',
  ),
  'EQL sequence, suppressed': { ...eql(sequence), suppression: suppressed('20m', 'suppress') },
};

/** Mostly one value, at times several or none. */
const texts = (...values: string[]): fc.Arbitrary<JsonValue | undefined> =>
  fc
    .record({ value: fc.constantFrom(...values), kind: fc.integer({ min: 0, max: 9 }) })
    .map(({ value, kind }) => (kind === 0 ? [...new Set(values)] : kind === 1 ? undefined : value));

/** Events on and off the edges of windows, most of them late. */
const happening = fc.record({
  second: fc.oneof(
    fc.integer({ min: 0, max: 40 * 60 }),
    fc.integer({ min: 0, max: 40 }).map((one) => one * 60),
  ),
  late: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 30 * 60 }), fc.constant(5 * 60)),
  hasArrival: fc.integer({ min: 0, max: 15 }).map((one) => one > 0),
  kind: fc.constantFrom('a', 'a', 'b', 'b', 'c', 'd'),
  user: texts('u1', 'u1', 'u2'),
  file: texts('u1', 'u1', 'u2', 'f1'),
  ip: texts('192.0.2.1', '2001:db8::1'),
});
const events = fc.array(happening, { minLength: 1, maxLength: 40, size: 'max' });
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

const settings = fc.record({
  max_signals: fc.constantFrom(1, 2, 100),
  from: fc.constantFrom('now-3m', 'now-5m', 'now-12m', 'now-19m'),
  to: fc.constantFrom('now', 'now', 'now-2m'),
  timestampOverride: fc.constantFrom('event.ingested', 'event.ingested', undefined),
});

function documentsOf(log: readonly Happening[]): SimulatedDocument[] {
  return log
    .map(({ second, late, hasArrival, kind, user, file, ip }, number) => {
      const occurred = START + second * 1000;
      const arrival = occurred + late * 1000;
      const event = { category: 'any', ...(hasArrival && { ingested: new Date(arrival).toISOString() }) };
      const source: JsonObject = { '@timestamp': new Date(occurred).toISOString(), event, kind };
      for (const [name, value] of Object.entries({ user, file, ip })) {
        if (value !== undefined) source[name] = value;
      }
      return { index: 'logs-test', id: `d${number}`, source, occurred, arrival };
    })
    .sort((a, b) => a.arrival - b.arrival);
}

/** Every run over everything that has arrived. */
async function everyRun(
  rule: Rule,
  documents: readonly SimulatedDocument[],
  first: number,
  end: number,
): Promise<string[]> {
  const index = new SearchIndex(mapping);
  const searcher = new EqlSearcher();
  const search = Object.assign(
    (request: Parameters<SearchIndex['search']>[0]) => Promise.resolve(index.search(request)),
    {
      eql: (
        request: Parameters<EqlSearcher['search']>[0] & { filter: JsonObject; index: readonly string[] },
      ) => {
        const { found } = index.find({ index: request.index, query: request.filter, size: 0 });
        const hits = found.map(({ document, stored: { id, source } }) => ({
          document,
          hit: { _index: 'logs-test', _id: id, _version: 1, _source: source },
        }));
        return Promise.resolve(searcher.search(request, [{ queries: index.querySet(), documents: hits }]));
      },
    },
  );
  const made: string[] = [];
  const waiting = [...documents];
  let state = initialState;
  for (let now = first; now <= end; now += 5 * MINUTE) {
    for (let next = waiting[0]; next && next.arrival <= now; next = waiting[0]) {
      index.create(next.index, next.id, next.source);
      waiting.shift();
    }
    const result = await runRule(rule, search, { now, state });
    state = result.state;
    made.push(...result.alerts.map(({ id }) => `${(now - START) / MINUTE} ${id}`));
  }
  return made;
}

const shown = (alerts: readonly MadeAlert[]): string[] =>
  alerts.map(({ id, at }) => `${(at - START) / MINUTE} ${id}`);

function atOnce(documents: readonly SimulatedDocument[]): SimulatedDocument[] {
  return documents
    .map((document) => ({
      ...document,
      arrival: document.occurred,
      source: {
        ...document.source,
        event: {
          ...(document.source['event'] as object),
          ingested: new Date(document.occurred).toISOString(),
        },
      },
    }))
    .sort((a, b) => a.arrival - b.arrival);
}

test.each(Object.entries(RULES))(
  '%s: the alerts are those of every run over everything',
  async (_name, base) => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(events, settings, async (log, changes) => {
        const rule = { ...base, ...changes };
        const all = documentsOf(log);
        const looked = all.filter(({ source }) => source['kind'] !== 'd');
        const [from, to] = [all[0]?.arrival ?? 0, all.at(-1)?.arrival ?? 0];
        const taken = looked.map((document) => ({ document, rules: [rule.slug] }));
        const batch: Batch = { records: all.length, from, to, taken };
        const { rules } = await runOver([rule], [batch]);
        const start = Math.floor(from / MINUTE) * MINUTE;
        const earlier = start - 60 * MINUTE;
        const end = to + 60 * MINUTE;
        const endless = { ...rule, max_signals: NO_LIMIT };
        const [run] = rules;
        const expected = {
          alerts: await everyRun(rule, all, start, end),
          unlimited: await everyRun(endless, all, start, end),
          prompt: await everyRun(endless, atOnce(all), earlier, end),
        };
        count += expected.alerts.length;
        expect({
          alerts: shown(run?.alerts ?? []),
          unlimited: shown(run?.unlimited ?? []),
          prompt: shown(run?.prompt ?? []),
        }).toEqual(expected);
      }),
      { numRuns: 25, seed: 7 },
    );
    // A rule that never alerts would be right for nothing.
    expect(count).toBeGreaterThan(5);
  },
  60_000,
);
