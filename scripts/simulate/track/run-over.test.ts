import { resolve } from 'node:path';
import { loadPack } from '../../content';
import type { Rule } from '../../content';
import type { Batch } from '../intake';
import type { MadeAlert } from '../made-alert';
import { runOver } from '.';
import type { RuleRuns } from '.';

const MINUTE = 60_000;
const START = Date.parse('2026-03-02T00:00:00Z');
const pack = loadPack(resolve(__dirname, '../../..'));

function ruleOf(slug: string, changes: Partial<Rule> = {}): Rule {
  const rule = pack.rules.find((one) => one.slug === slug);
  if (rule === undefined) throw new Error(slug);
  return { ...rule, ...changes } as Rule;
}

interface Event {
  /** Minutes after the start. */
  readonly minute: number;
  /** Minutes. */
  readonly late?: number;
  readonly user?: string;
}

/** A rule over events that its query matches, all of them labelled as its own but for those of `nobody`. */
async function runOf(rule: Rule, events: readonly Event[]): Promise<RuleRuns> {
  const labels = new Map<string, string[]>();
  const documents = events.map(({ minute, late = 0, user = 'ann' }, place) => {
    const occurred = START + minute * MINUTE;
    const arrival = occurred + late * MINUTE;
    if (user !== 'nobody') labels.set(`d${place}`, [rule.slug]);
    const source = {
      '@timestamp': new Date(occurred).toISOString(),
      event: { ingested: new Date(arrival).toISOString() },
      user: { id: user },
      source: { ip: '192.0.2.1' },
    };
    return { index: rule.streams[0].name, id: `d${place}`, source, occurred, arrival };
  });
  documents.sort((a, b) => a.arrival - b.arrival);
  const batch: Batch = {
    records: documents.length,
    from: documents[0]?.arrival ?? 0,
    to: documents.at(-1)?.arrival ?? 0,
    taken: documents.map((document) => ({ document, rules: [rule.slug] })),
  };
  const [run] = (await runOver([rule], [batch], { labels })).rules;
  if (run === undefined) throw new Error('no run');
  return run;
}

const shown = (alerts: readonly MadeAlert[]): unknown[] =>
  alerts.map(({ at, documents }) => [(at - START) / MINUTE, documents]);

test('an alert stands for what its suppression swallows, within the run and in later ones', async () => {
  const rule = ruleOf('exo-mailbox-permission-off-hours');
  const { alerts } = await runOf(rule, [
    { minute: 0 },
    { minute: 1 },
    { minute: 2 },
    { minute: 400 },
    { minute: 500, user: 'bob' },
    // Twelve hours later the suppression is over.
    { minute: 800 },
  ]);
  expect(shown(alerts)).toEqual([
    [0, [0, 1, 2, 3]],
    [500, [4]],
    [800, [5]],
  ]);
  expect(alerts.map(({ labelled }) => labelled)).toEqual([['d0', 'd1', 'd2', 'd3'], ['d4'], ['d5']]);
});

test('suppressed new terms belong to the alert that suppresses them', async () => {
  const rule = ruleOf('m365-login-new-source-ip', {
    new_terms_fields: ['user.id'],
    suppression: { group_by: ['source.ip'], duration: '1h', missing_fields: 'suppress' },
  });
  const { alerts } = await runOf(rule, [{ minute: 1 }, { minute: 10, user: 'bob' }, { minute: 11 }]);
  // Ann is known when she comes again.
  expect(shown(alerts)).toEqual([[1, [0, 1]]]);
});

test('a threshold alert stands for its bucket, told by an address as well', async () => {
  const rule = ruleOf('m365-login-password-spray', {
    threshold: { field: ['source.ip', 'user.id'], value: 2 },
  });
  const { alerts } = await runOf(rule, [{ minute: 1 }, { minute: 2, user: 'bob' }, { minute: 3 }]);
  expect(shown(alerts)).toEqual([[6, [0, 2]]]);
  expect(alerts[0]).toMatchObject({
    terms: '{"source.ip":"192.0.2.1","user.id":"ann"}',
    occurred: START + 3 * MINUTE,
  });
});

test('what max_signals cuts off is with the alerts without a limit', async () => {
  const rule = ruleOf('exo-mailbox-fullaccess-granted', { max_signals: 1, from: 'now-4m' });
  const { alerts, unlimited } = await runOf(rule, [
    { minute: 1 },
    { minute: 1, user: 'nobody' },
    { minute: 20 },
  ]);
  expect(shown(alerts)).toEqual([
    [1, [0]],
    [21, [2]],
  ]);
  expect(shown(unlimited)).toEqual([
    [1, [0]],
    [1, [1]],
    [21, [2]],
  ]);
  expect(unlimited.map(({ labelled }) => labelled)).toEqual([['d0'], [], ['d2']]);
});

test('late documents are prompt in the third track, under the same places', async () => {
  const rule = ruleOf('exo-mailbox-fullaccess-granted', { timestampOverride: undefined });
  const { alerts, prompt } = await runOf(rule, [{ minute: 1, late: 120 }, { minute: 100 }]);
  expect(shown(alerts)).toEqual([[100, [0]]]);
  expect(shown(prompt)).toEqual([
    [5, [1]],
    [100, [0]],
  ]);
});

test('a log without records has no alerts', async () => {
  const { rules, records, from, to } = await runOver([ruleOf('exo-mailbox-fullaccess-granted')], []);
  expect({ alerts: rules[0]?.alerts, records, from, to }).toEqual({ alerts: [], records: 0, from: 0, to: 0 });
});
