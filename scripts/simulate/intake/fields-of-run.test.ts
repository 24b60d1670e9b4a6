import { resolve } from 'node:path';
import type { JsonObject } from '../../base/json';
import { ingestRequests, loadCases } from '../../cases';
import type { ProofCase } from '../../cases';
import { loadPack } from '../../content';
import type { Rule } from '../../content';
import { initialState, runRule } from '../../detection';
import type { Search } from '../../detection';
import { EqlSearcher } from '../../eql';
import { SearchIndex } from '../../query-dsl';
import { PROOF_NOW } from '../../verify';
import { fieldsOfRun } from './fields-of-run';
import { projection } from './projection';
import { StreamMatcher } from './stream-matcher';

const pack = loadPack(resolve(__dirname, '../../..'));
const cases = loadCases(pack);

interface Document {
  readonly index: string;
  readonly id: string;
  readonly source: JsonObject;
  readonly arrival: number;
}

/** The documents of a case that the rule's query matches, whole. */
function documentsOf(proofCase: ProofCase): Document[] {
  const { rule } = proofCase;
  const requests = ingestRequests(proofCase, PROOF_NOW).toSorted((a, b) => a.arrival - b.arrival);
  return requests.flatMap(({ stream, source: { message }, arrival }, number) => {
    const own = rule.streams.find(({ name }) => name === stream);
    if (own === undefined || typeof message !== 'string') return [];
    if (!matcherOf(rule, own).match(message, arrival)) return [];
    const input = { index: stream, id: null, source: { message } };
    const outcome = own.compiled.run([own.defaultPipeline], input, arrival);
    return outcome.kind === 'document'
      ? [{ index: stream, id: outcome.id ?? `made-${number}`, source: outcome.source, arrival }]
      : [];
  });
}

const matchers = new Map<string, StreamMatcher>();

function matcherOf(rule: Rule, stream: Rule['streams'][0]): StreamMatcher {
  const key = `${rule.slug} ${stream.name}`;
  const matcher = matchers.get(key) ?? new StreamMatcher(stream, [rule], new Map());
  matchers.set(key, matcher);
  return matcher;
}

/** All that alerts say but the documents that they carry. */
async function alertsOf({ rule, runs }: ProofCase, documents: readonly Document[]): Promise<unknown[]> {
  const matched: Rule = 'dsl' in rule ? { ...rule, dsl: { match_all: {} } } : rule;
  const alerts: unknown[] = [];
  let state = initialState;
  for (const run of runs) {
    const now = PROOF_NOW + run;
    const result = await runRule(matched, searchIn(rule, documents, now), { now, state });
    state = result.state;
    for (const { event, sequence, ...alert } of result.alerts) {
      const events = [event, ...(sequence?.events ?? [])].flatMap((one) => one?._id ?? []);
      alerts.push({ ...alert, joinKeys: sequence?.joinKeys, events });
    }
  }
  return alerts;
}

function searchIn(rule: Rule, documents: readonly Document[], now: number): Search {
  const indices = rule.streams.map(({ name, mapping, settings }) => {
    const index = new SearchIndex(mapping, settings);
    for (const one of documents)
      if (one.index === name && one.arrival <= now) index.create(name, one.id, one.source);
    return index;
  });
  const searcher = new EqlSearcher();
  const [first] = indices as [SearchIndex];
  const search: Search = (request) => Promise.resolve(first.search(request));
  return Object.assign(search, {
    eql: ((request) => {
      const { found } = first.find({ index: request.index, query: request.filter, size: 0 });
      const hits = found.map(({ document, stored: { index: _index, id, version, source } }) => ({
        document,
        hit: { _index, _id: id, _version: version, _source: source },
      }));
      return Promise.resolve(searcher.search(request, [{ queries: first.querySet(), documents: hits }]));
    }) satisfies Search['eql'],
  });
}

const runnable = pack.rules.filter(({ type, streams }) => type !== 'esql' && streams.length === 1);

test.each(['query', 'threshold', 'new_terms', 'eql'])(
  'rules of type %s alert on the fields of a run as on whole documents',
  async (type) => {
    let all = 0;
    for (const rule of runnable.filter((one) => one.type === type)) {
      const project = projection(fieldsOfRun(rule));
      const hit = cases.find((one) => one.rule === rule && one.kind === 'hit');
      if (hit === undefined) throw new Error(rule.slug);
      const whole = documentsOf(hit);
      const alerts = await alertsOf(hit, whole);
      const projected = whole.map((one) => ({ ...one, source: project(one.source) }));
      expect({ slug: rule.slug, alerts: await alertsOf(hit, projected) }).toEqual({
        slug: rule.slug,
        alerts,
      });
      all += alerts.length;
    }
    expect(all).toBeGreaterThan(2);
  },
  60_000,
);

test('the fields of alert suppression and of both clocks are kept', () => {
  const [rule] = runnable.filter(({ type }) => type === 'query') as [Rule];
  const suppression = { group_by: ['host.id'], duration: '1h', missing_fields: 'suppress' } as const;
  const fields = fieldsOfRun({ ...rule, suppression, timestampOverride: 'event.created' });
  expect(fields).toEqual(
    expect.arrayContaining(['@timestamp', 'event.created', 'event.ingested', 'host.id']),
  );
});
