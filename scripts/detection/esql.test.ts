import { resolve } from 'node:path';
import type { JsonObject } from '../base/json';
import { loadPack } from '../content';
import type { EsqlRule } from '../content';
import { runRule } from './run';
import type { EsqlRequest, Search } from './types';

const pack = loadPack(resolve(__dirname, '..', '..'));
const now = Date.UTC(2026, 2, 10, 12);

function ruleOf(changed: Partial<EsqlRule> = {}): EsqlRule {
  const rule = pack.rules.find(({ slug }) => slug === 'm365-collector-silent');
  if (rule?.type !== 'esql') throw new Error('the pack has no such ES|QL rule');
  return { ...rule, ...changed };
}

/** Answers every question with the same rows, and keeps the questions. */
function answering(rows: readonly JsonObject[]): { search: Search; asked: EsqlRequest[] } {
  const asked: EsqlRequest[] = [];
  const search: Search = () => Promise.reject(new Error('an ES|QL rule does not search'));
  const esql = (request: EsqlRequest): Promise<readonly JsonObject[]> => {
    asked.push(request);
    return Promise.resolve(rows);
  };
  return { search: Object.assign(search, { esql }), asked };
}

const row = (id: string): JsonObject => ({ 'o365.collector.id': id, silent_minutes: 40 });

test('asks for the window, at the moment of the run, and for one more than max_signals', async () => {
  const { search, asked } = answering([]);
  await runRule(ruleOf(), search, { now });
  expect(asked[0]?.query).toContain(
    'date_diff("minute", last_heartbeat, to_datetime("2026-03-10T12:00:00.000Z"))',
  );
  expect(asked[0]?.query).toMatch(/\| limit 101$/);
  expect(JSON.stringify(asked[0]?.filter)).toContain('"gte":"2026-03-09T12:00:00.000Z"');
});

test('a group that alerted is held back as long as its suppression lasts', async () => {
  const { search } = answering([row('1'), row('2')]);
  const first = await runRule(ruleOf(), search, { now });
  const second = await runRule(ruleOf(), search, { now: now + 900_000, state: first.state });
  const nextDay = await runRule(ruleOf(), search, { now: now + 90_000_000, state: second.state });
  expect([first, second, nextDay].map(({ alerts }) => alerts.length)).toEqual([2, 0, 2]);
});

test('without suppression an aggregation alerts in every run, an event in one', async () => {
  const runs = async (rule: EsqlRule, rows: readonly JsonObject[]): Promise<number[]> => {
    const { search } = answering(rows);
    const first = await runRule(rule, search, { now });
    const second = await runRule(rule, search, { now: now + 900_000, state: first.state });
    return [first.alerts.length, second.alerts.length];
  };
  expect(await runs(ruleOf({ suppression: undefined }), [row('1')])).toEqual([1, 1]);
  const events = ruleOf({
    suppression: undefined,
    query: 'from x metadata _id, _version, _index | where true',
  });
  expect(await runs(events, [{ _id: 'a', _version: 1, _index: 'x', name: 'y' }])).toEqual([1, 0]);
});

test('cannot run where there is no ES|QL, and says so', async () => {
  const search: Search = () => Promise.resolve({ total: 0, hits: [] });
  await expect(runRule(ruleOf(), search, { now })).rejects.toMatchObject({ code: 'ENGINE_NO_ESQL' });
});
