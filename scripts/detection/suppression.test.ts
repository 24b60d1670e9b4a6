import { resolve } from 'node:path';
import type { JsonObject } from '../base/json';
import { loadPack } from '../content';
import type { NewTermsRule, QueryRule, Rule, Suppression, ThresholdRule } from '../content';
import { SearchIndex } from '../query-dsl';
import type { SearchHit } from '../query-dsl/types';
import { initialState, runRule } from './run';
import type { Alert } from './alert';
import { suppressEvents } from './suppress-events';
import type { EventAlert } from './suppress-events';

const pack = loadPack(resolve(__dirname, '..', '..'));
const minute = 60_000;
const now = Date.UTC(2026, 2, 10, 12);
const at = (minutesAgo: number): string => new Date(now - minutesAgo * minute).toISOString();

function ruleOf<T extends Rule['type']>(type: T, slug: string): Extract<Rule, { type: T }> {
  const rule = pack.rules.find((one) => one.slug === slug);
  if (rule?.type !== type) throw new Error(`the pack has no ${type} rule ${slug}`);
  return rule as Extract<Rule, { type: T }>;
}

/** The alerts of each run; runs are given in minutes before `now`. */
async function alertsOf(
  rule: Rule,
  documents: readonly JsonObject[],
  runs: readonly number[] = [0],
): Promise<Alert[][]> {
  const index = new SearchIndex(rule.streams[0].mapping);
  documents.forEach((document, number) => {
    const created = index.create('logs-o365_rulepack.audit-default', `d${number}`, document);
    if (created.kind !== 'created') throw new Error(`document ${number}: ${created.kind}`);
  });
  const all: Alert[][] = [];
  let state = initialState;
  for (const run of runs) {
    const time = now - run * minute;
    const result = await runRule(rule, (request) => Promise.resolve(index.search(request)), {
      now: time,
      state,
    });
    all.push([...result.alerts]);
    state = result.state;
  }
  return all;
}

const shown = (runs: readonly Alert[][]): unknown[] =>
  runs.map((alerts) => alerts.map(({ event, suppressed }) => [event?._id, suppressed]));

describe('a query rule with alert suppression', () => {
  const assignment = (age: number, actor?: string): JsonObject => ({
    '@timestamp': at(age),
    event: {
      dataset: 'o365.audit',
      provider: 'Exchange',
      category: ['web'],
      action: 'New-ManagementRoleAssignment',
      outcome: 'success',
      ingested: at(age),
    },
    ...(actor !== undefined && { user: { id: actor } }),
  });
  const rule = (changed: Partial<Suppression> = {}): QueryRule => ({
    ...ruleOf('query', 'exo-management-role-assignment'),
    suppression: {
      group_by: ['user.id'],
      duration: undefined,
      missing_fields: 'suppress',
      ...changed,
    },
  });

  test('makes one alert a group, carried by its oldest event, with the number of the others', async () => {
    const documents = [assignment(5, 'a'), assignment(9, 'a'), assignment(7, 'b'), assignment(3, 'a')];
    expect(shown(await alertsOf(rule(), documents))).toEqual([
      [
        ['d1', 2],
        ['d2', 0],
      ],
    ]);
  });

  test('does not alert again on the same events in the next run, but on later ones', async () => {
    const documents = [assignment(9, 'a'), assignment(8, 'a'), assignment(2, 'a')];
    expect(shown(await alertsOf(rule(), documents, [5, 0, -5]))).toEqual([[['d0', 1]], [['d2', 0]], []]);
  });

  test('with a duration, an alert takes in what comes later, until the time is over', async () => {
    const documents = [assignment(70, 'a'), assignment(40, 'a'), assignment(3, 'a'), assignment(2, 'b')];
    const runs = [65, 35, 0];
    expect(shown(await alertsOf(rule({ duration: '1h' }), documents, runs))).toEqual([
      [['d0', 0]],
      [],
      [
        ['d2', 0],
        ['d3', 0],
      ],
    ]);
    expect(shown(await alertsOf(rule({ duration: '66m' }), documents, runs))).toEqual([
      [['d0', 0]],
      [],
      [['d3', 0]],
    ]);
  });

  const lacking = [assignment(9), assignment(8), assignment(7, 'a'), assignment(6, 'a')];

  test('events that lack the group field are a group of their own', async () => {
    expect(shown(await alertsOf(rule(), lacking, [0, -5]))).toEqual([
      [
        ['d2', 1],
        ['d0', 1],
      ],
      [],
    ]);
  });

  test('or alert each, once', async () => {
    expect(shown(await alertsOf(rule({ missing_fields: 'doNotSuppress' }), lacking, [0, -5]))).toEqual([
      [
        ['d0', undefined],
        ['d1', undefined],
        ['d2', 1],
      ],
      [],
    ]);
  });

  test('counts alerts, not events, against max_signals', async () => {
    const documents = [1, 2, 3].flatMap((age) => [assignment(age, 'a'), assignment(age, 'b')]);
    const [alerts] = await alertsOf({ ...rule(), max_signals: 1 }, documents);
    expect(alerts).toHaveLength(1);
  });
});

describe('a new-terms rule with alert suppression', () => {
  const plain = ruleOf('new_terms', 'exo-mailbox-permission-first-time-grantor');
  const rule: NewTermsRule = {
    ...plain,
    suppression: { group_by: ['source.ip'], duration: undefined, missing_fields: 'doNotSuppress' },
  };
  const grant = (age: number, actor: string, ip?: string): JsonObject => ({
    '@timestamp': at(age),
    event: {
      dataset: 'o365.audit',
      provider: 'Exchange',
      category: ['web'],
      action: 'Add-MailboxPermission',
      outcome: 'success',
      ingested: at(age),
    },
    o365: { audit: { UserType: '2' } },
    user: { id: actor },
    ...(ip !== undefined && { source: { ip } }),
  });
  const grants = [
    grant(5, 'a', '192.0.2.1'),
    grant(9, 'b', '192.0.2.1'),
    grant(7, 'c', '192.0.2.2'),
    grant(6, 'd'),
  ];

  test('makes one alert of new terms that came from one address, and leaves those without one alone', async () => {
    expect(shown(await alertsOf(plain, grants))[0]).toHaveLength(4);
    expect(shown(await alertsOf(rule, grants, [0, -5]))).toEqual([
      [
        ['d3', undefined],
        ['d1', 1],
        ['d2', undefined],
      ],
      [],
    ]);
  });
});

describe('an EQL sequence with alert suppression', () => {
  const plain = ruleOf('query', 'exo-management-role-assignment');
  const hit = (id: string, actor: string, ip: string): SearchHit => ({
    _index: 'logs-o365_rulepack.audit-default',
    _id: id,
    _version: 1,
    _source: { '@timestamp': at(5), event: { ingested: at(5) }, user: { id: actor }, source: { ip } },
  });
  const sequence = (id: string, ...events: SearchHit[]): EventAlert => ({
    alert: { id, ruleId: plain.id },
    events,
  });
  const found = [
    sequence('s1', hit('a', 'x', '192.0.2.1'), hit('b', 'x', '192.0.2.2')),
    sequence('s2', hit('c', 'x', '192.0.2.1'), hit('d', 'x', '192.0.2.1')),
  ];
  const run = {
    rule: plain,
    now,
    window: { from: now - 30 * minute, to: now },
    search: () => Promise.reject(new Error('not asked')),
    filters: [],
    form: 'dsl' as const,
    known: new Set<string>(),
    limit: 100,
  };
  const by = (field: string): unknown[] => {
    const settings = { group_by: [field], duration: undefined, missing_fields: 'doNotSuppress' } as const;
    return suppressEvents(run, settings, found, []).alerts.map(({ id, suppressed }) => [id, suppressed]);
  };

  test('is grouped by what is the same in all of its events', () => {
    expect(by('user.id')).toEqual([['s1', 1]]);
  });

  test('lacks a field in which its events differ', () => {
    expect(by('source.ip')).toEqual([
      ['s1', undefined],
      ['s2', undefined],
    ]);
  });
});

describe('a threshold rule with alert suppression', () => {
  const plain = ruleOf('threshold', 'exo-mailbox-permission-bulk-grants');
  const rule: ThresholdRule = { ...plain, suppression: { duration: '1h' } };
  const grants = (age: number): JsonObject[] =>
    Array.from({ length: 10 }, (_, number) => ({
      '@timestamp': at(age),
      event: {
        dataset: 'o365.audit',
        provider: 'Exchange',
        category: ['web'],
        action: 'Add-MailboxPermission',
        outcome: 'success',
        ingested: at(age),
      },
      o365: { audit: { UserType: '2', ObjectId: `m${number}` } },
      user: { id: 'a@contoso.com' },
    }));

  test('alerts once in the time, however often the threshold is reached', async () => {
    const documents = [...grants(50), ...grants(10)];
    const counts = async (one: ThresholdRule): Promise<number[]> =>
      (await alertsOf(one, documents, [45, 5])).map(({ length }) => length);
    expect(await counts(plain)).toEqual([1, 1]);
    expect(await counts(rule)).toEqual([1, 0]);
    expect(await counts({ ...rule, suppression: { duration: '30m' } })).toEqual([1, 1]);
  });
});
