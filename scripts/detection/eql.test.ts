import { resolve } from 'node:path';
import type { JsonObject } from '../base/json';
import { loadPack } from '../content';
import type { EqlRule } from '../content';
import { EqlSearcher, parseEql } from '../eql';
import { SearchIndex } from '../query-dsl';
import { initialState, runRule } from './run';
import type { RunResult } from './run';
import type { Search } from './types';

const pack = loadPack(resolve(__dirname, '..', '..'));
const minute = 60_000;
const now = Date.UTC(2026, 2, 10, 12);
const at = (minutesAgo: number): string => new Date(now - minutesAgo * minute).toISOString();

function sequenceRule(changed: Partial<EqlRule> = {}): EqlRule {
  const rule = pack.rules.find(({ slug }) => slug === 'exo-delegation-then-inbox-rule');
  if (rule?.type !== 'eql') throw new Error('the pack has no such EQL rule');
  const query =
    'sequence by user.id with maxspan=30m [any where event.action == "grant"] [any where event.action == "rule"]';
  const window = { from: 'now-60m', interval: '5m', max_signals: 100 };
  return { ...rule, query, eql: parseEql(query), ...window, ...changed };
}

/** An index with these documents; ids are d0, d1 … */
function searchOver(rule: EqlRule, documents: readonly JsonObject[]): Search {
  const index = new SearchIndex(rule.streams[0].mapping);
  documents.forEach((document, number) =>
    index.create('logs-o365_rulepack.audit-default', `d${number}`, document),
  );
  const searcher = new EqlSearcher();
  const search: Search = (request) => Promise.resolve(index.search(request));
  return Object.assign(search, {
    eql: (request: Parameters<NonNullable<Search['eql']>>[0]) => {
      const { found } = index.find({ index: request.index, query: request.filter, size: 0 });
      const hits = found.map(({ document, stored: { index: _index, id: _id, version, source } }) => ({
        document,
        hit: { _index, _id, _version: version, _source: source },
      }));
      return Promise.resolve(searcher.search(request, [{ queries: index.querySet(), documents: hits }]));
    },
  });
}

function event(action: string, minutesAgo: number, changed: JsonObject = {}): JsonObject {
  return {
    '@timestamp': at(minutesAgo),
    event: { action, ingested: at(minutesAgo) },
    user: { id: 'a' },
    ...changed,
  };
}

const ids = ({ alerts }: RunResult): string[] =>
  alerts.map(({ sequence, event: hit }) =>
    (sequence?.events ?? (hit ? [hit] : [])).map(({ _id }) => _id).join(' '),
  );

describe('a rule with a sequence', () => {
  const rule = sequenceRule();
  const pair = [event('grant', 20), event('rule', 10)];

  test('makes one shell alert over a building block for each event', async () => {
    const { alerts, truncated } = await runRule(rule, searchOver(rule, pair), { now });
    expect(alerts).toHaveLength(1);
    expect(truncated).toBe(false);
    const [alert] = alerts;
    expect(alert?.sequence?.joinKeys).toEqual(['a']);
    expect(alert?.sequence?.events.map(({ _id }) => _id)).toEqual(['d0', 'd1']);
    expect(new Set([alert?.id, ...(alert?.sequence?.buildingBlocks ?? [])]).size).toBe(3);
  });

  test('does not alert again when the next, overlapping run sees the same events', async () => {
    const search = searchOver(rule, pair);
    const first = await runRule(rule, search, { now: now - 5 * minute });
    const second = await runRule(rule, search, { now, state: first.state });
    expect([ids(first), ids(second)]).toEqual([['d0 d1'], []]);
  });

  test('alerts once more when a later event makes another sequence', async () => {
    const documents = [...pair, event('grant', 4), event('rule', 2)];
    const search = searchOver(rule, documents);
    const first = await runRule(rule, search, { now: now - 5 * minute });
    const second = await runRule(rule, search, { now, state: first.state });
    expect(ids(second)).toEqual(['d2 d3']);
  });

  test('sees only what arrived in the window, whenever it happened', async () => {
    const arrived = (minutesAgo: number): JsonObject => ({
      event: { action: 'grant', ingested: at(minutesAgo) },
    });
    const late = [
      event('grant', 90, arrived(60)),
      event('rule', 70, { event: { action: 'rule', ingested: at(50) } }),
    ];
    expect(ids(await runRule(rule, searchOver(rule, late), { now }))).toEqual(['d0 d1']);
    const tooEarly = [event('grant', 90, arrived(61)), late[1]!];
    expect(ids(await runRule(rule, searchOver(rule, tooEarly), { now }))).toEqual([]);
  });

  test('takes the latest max_signals and says that there was more', async () => {
    const users = ['a', 'b', 'c'].flatMap((id, index) => [
      event('grant', 30 - index, { user: { id } }),
      event('rule', 20 - index, { user: { id } }),
    ]);
    const narrow = sequenceRule({ max_signals: 2 });
    const result = await runRule(narrow, searchOver(narrow, users), { now });
    expect(ids(result)).toEqual(['d2 d3', 'd4 d5']);
    expect(result.truncated).toBe(true);
  });

  test('never alerts on alerts of its own', async () => {
    const own = event('rule', 10, { 'kibana.alert.ancestors': [{ rule: rule.id }] });
    expect(ids(await runRule(rule, searchOver(rule, [pair[0]!, own]), { now }))).toEqual([]);
  });

  test('cannot run where there is no EQL, and says so', async () => {
    const search: Search = () => Promise.resolve({ total: 0, hits: [] });
    await expect(runRule(rule, search, { now, state: initialState })).rejects.toMatchObject({
      code: 'ENGINE_NO_EQL',
    });
  });
});

test('a rule with an event query alerts on each event once', async () => {
  const query = 'any where event.action == "grant"';
  const rule = sequenceRule({ query, eql: parseEql(query) });
  const search = searchOver(rule, [event('grant', 20), event('rule', 15), event('grant', 10)]);
  const first = await runRule(rule, search, { now: now - 12 * minute });
  const second = await runRule(rule, search, { now, state: first.state });
  expect([ids(first), ids(second)]).toEqual([['d0'], ['d2']]);
});
