import { resolve } from 'node:path';
import type { JsonObject } from '../base/json';
import { loadPack } from '../content';
import type { Rule } from '../content';
import { SearchIndex } from '../query-dsl';
import { initialState, runRule } from './run';
import type { Search } from './types';

const pack = loadPack(resolve(__dirname, '..', '..'));
const minute = 60_000;
const now = Date.UTC(2026, 2, 10, 12);
const at = (minutesAgo: number): string => new Date(now - minutesAgo * minute).toISOString();

function ruleOf(slug: string): Rule {
  const rule = pack.rules.find((one) => one.slug === slug);
  if (!rule) throw new Error(`the pack has no ${slug}`);
  return rule;
}

/** An index with these documents; ids are d0, d1 … */
function searchOver(rule: Rule, documents: readonly JsonObject[]): Search {
  const index = new SearchIndex(rule.streams[0].mapping);
  documents.forEach((document, number) => {
    const created = index.create('logs-o365_rulepack.audit-default', `d${number}`, document);
    if (created.kind !== 'created') throw new Error(`document ${number}: ${created.kind}`);
  });
  return (request) => Promise.resolve(index.search(request));
}

const assignment = (ingested: string | undefined, timestamp = at(60)): JsonObject => ({
  '@timestamp': timestamp,
  event: {
    dataset: 'o365.audit',
    provider: 'Exchange',
    category: ['web'],
    action: 'New-ManagementRoleAssignment',
    outcome: 'success',
    ...(ingested !== undefined && { ingested }),
  },
});

describe('a query rule', () => {
  const rule = ruleOf('exo-management-role-assignment');
  const idsOf = async (documents: readonly JsonObject[], changed: Partial<Rule> = {}): Promise<string[]> => {
    const { alerts } = await runRule({ ...rule, ...changed } as Rule, searchOver(rule, documents), { now });
    return alerts.map(({ event }) => event?._id ?? '');
  };

  test.each([
    [29, ['d0']],
    [30, ['d0']],
    [31, []],
    [0, ['d0']],
    [-1, []],
  ])('finds an event that arrived %d minutes ago: %j', async (age, expected) => {
    expect(await idsOf([assignment(at(age))])).toEqual(expected);
  });

  test('goes by @timestamp for an event without event.ingested, and only for that', async () => {
    const documents = [
      assignment(undefined, at(10)),
      assignment(undefined, at(40)),
      assignment(at(40), at(10)),
    ];
    expect(await idsOf(documents)).toEqual(['d0']);
  });

  test('alerts oldest first and stops at max_signals, page after page', async () => {
    const documents = [5, 3, 9, 1, 7].map((age) => assignment(at(age)));
    expect(await idsOf(documents)).toEqual(['d2', 'd4', 'd0', 'd1', 'd3']);
    expect(await idsOf(documents, { max_signals: 2 })).toEqual(['d2', 'd4']);
  });

  test('says when there was more than max_signals', async () => {
    const documents = [1, 2, 3].map((age) => assignment(at(age)));
    const run = (max_signals: number): ReturnType<typeof runRule> =>
      runRule({ ...rule, max_signals }, searchOver(rule, documents), { now });
    expect((await run(2)).truncated).toBe(true);
    expect((await run(3)).truncated).toBe(false);
  });

  test('alerts that are there already do not use up max_signals', async () => {
    const search = searchOver(
      rule,
      [9, 8, 7].map((age) => assignment(at(age))),
    );
    const small = { ...rule, max_signals: 2 } as Rule;
    const first = await runRule(small, search, { now });
    const second = await runRule(small, search, { now: now + 5 * minute, state: first.state });
    expect(second.alerts.map(({ event }) => event?._id)).toEqual(['d2']);
  });

  test('does not alert on its own alerts', async () => {
    const own = { ...assignment(at(5)), 'kibana.alert.ancestors': [{ rule: rule.id }] };
    expect(await idsOf([own])).toEqual([]);
  });
});

describe('a threshold rule', () => {
  const rule = ruleOf('exo-mailbox-permission-bulk-grants');
  const grant = (age: number, actor: string, mailbox: string): JsonObject => ({
    '@timestamp': at(age),
    event: {
      dataset: 'o365.audit',
      provider: 'Exchange',
      category: ['web'],
      action: 'Add-MailboxPermission',
      outcome: 'success',
      ingested: at(age),
    },
    o365: { audit: { UserType: '2', ObjectId: mailbox } },
    user: { id: actor },
  });
  const grants = (count: number, mailboxes: number, actor = 'a@contoso.com', age = 10): JsonObject[] =>
    Array.from({ length: count }, (_, number) => grant(age, actor, `m${number % mailboxes}`));

  test.each([
    ['as many as the value', grants(10, 5), 1],
    ['one fewer', grants(9, 5), 0],
    ['too few different mailboxes', grants(10, 4), 0],
    ['two actors who both reach it', [...grants(10, 5), ...grants(12, 6, 'b@contoso.com')], 2],
    ['two actors who reach it only together', [...grants(5, 5), ...grants(5, 5, 'b@contoso.com')], 0],
  ])('with %s', async (_, documents, alerts) => {
    expect((await runRule(rule, searchOver(rule, documents), { now })).alerts).toHaveLength(alerts);
  });

  test('carries the terms and the count of its bucket', async () => {
    const { alerts } = await runRule(rule, searchOver(rule, grants(12, 6)), { now });
    expect(alerts[0]).toMatchObject({ terms: { 'user.id': 'a@contoso.com' }, count: 12 });
  });

  test('does not count events again that alerted in the run before, but counts new ones', async () => {
    const search = searchOver(rule, [
      ...grants(10, 5, 'a@contoso.com', 10),
      ...grants(10, 5, 'a@contoso.com', 2),
    ]);
    const first = await runRule(rule, search, { now: now - 5 * minute });
    const second = await runRule(rule, search, { now, state: first.state });
    const third = await runRule(rule, search, { now: now + 5 * minute, state: second.state });
    expect([first, second, third].map(({ alerts }) => alerts.map(({ count }) => count))).toEqual([
      [10],
      [10],
      [],
    ]);
  });
});

describe('a new-terms rule', () => {
  const rule = ruleOf('exo-mailbox-permission-first-time-grantor');
  const day = 24 * 60;
  const grant = (age: number, actor = 'a@contoso.com'): JsonObject => ({
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
  });

  test.each([
    ['nothing before', [], 1],
    ['the actor a day ago', [grant(day)], 0],
    ['the actor at the start of the history', [grant(14 * day)], 0],
    ['the actor before the history', [grant(14 * day + 1)], 1],
    ['the actor just before the window', [grant(31)], 0],
    ['another actor a day ago', [grant(day, 'b@contoso.com')], 1],
  ])('with %s', async (_, history, alerts) => {
    expect((await runRule(rule, searchOver(rule, [...history, grant(10)]), { now })).alerts).toHaveLength(
      alerts,
    );
  });

  test('alerts once for a term, on its oldest event', async () => {
    const { alerts } = await runRule(rule, searchOver(rule, [grant(5), grant(20), grant(12)]), { now });
    expect(alerts.map(({ event }) => event?._id)).toEqual(['d1']);
  });

  test('does not alert a second time in the next run', async () => {
    const search = searchOver(rule, [grant(10)]);
    const first = await runRule(rule, search, { now: now - 5 * minute, state: initialState });
    const second = await runRule(rule, search, { now, state: first.state });
    expect([first.alerts.length, second.alerts.length]).toEqual([1, 0]);
  });
});
