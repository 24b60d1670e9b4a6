import { mannersOf } from '../../fixtures/management-api';
import type { SentDocument } from './fault-proxy';
import { judge } from './judge';
import type { Evidence, Kill } from './judge';

const FIRST = '.ds-logs-o365_rulepack.audit-a-000001';
const SECOND = '.ds-logs-o365_rulepack.audit-a-000002';

const sent = (arrived: number, created: string | undefined, answered: boolean): SentDocument => ({
  arrived,
  at: arrived + 1,
  created,
  answered,
});

const ALL_WELL: Evidence = {
  schedule: { requestsPerMinute: 2000 },
  published: new Set(['a', 'b']),
  stored: [
    { id: 'a', index: FIRST },
    { id: 'b', index: FIRST },
  ],
  sent: new Map(),
  rollovers: [],
  kills: [],
  reported: new Set(),
  manners: mannersOf([]),
  problems: [],
  course: () => [],
};

/** `a` was taken, its answer lost; then the stream rolled over; then it was taken again. */
const DOUBLE: Evidence = {
  ...ALL_WELL,
  stored: [...ALL_WELL.stored, { id: 'a', index: SECOND }],
  sent: new Map([['a', [sent(10, FIRST, false), sent(30, SECOND, true)]]]),
  rollovers: [{ from: 20, to: 21 }],
  reported: new Set(['a']),
};

describe('what is there is compared with what was published', () => {
  test('all of it once', () => {
    expect(judge(ALL_WELL)).toMatchObject({ records: 2, problems: [], excused: [] });
  });

  test.each<[string, Partial<Evidence>, string]>([
    [
      'a record that is not there',
      { stored: ALL_WELL.stored.slice(1) },
      '1 missing of what was published: a',
    ],
    ['one that was never published', { published: new Set(['a']) }, '1 never published: b'],
    ['what the harness itself noted', { problems: ['a run did not end'] }, 'a run did not end'],
  ])('%s', (_, change, problem) => {
    expect(judge({ ...ALL_WELL, ...change }).problems).toContain(problem);
  });

  test('a double that cannot be helped and was reported is excused', () => {
    expect(judge(DOUBLE)).toMatchObject({ problems: [], excused: ['a'] });
  });

  const ANSWERED: Evidence = {
    ...DOUBLE,
    sent: new Map([['a', [sent(10, FIRST, true), sent(30, SECOND, true)]]]),
  };

  test.each<[string, Kill, number]>([
    ['after it was sent', { from: 12, to: 18 }, 0],
    ['after it was sent, and lives no more', { from: 12, to: undefined }, 0],
    ['before the proxy had read it', { from: 8, to: 18 }, 0],
    ['before, and the next process sent it', { from: 5, to: 9 }, 1],
    ['when it was there twice', { from: 32, to: 40 }, 1],
  ])('a double of which the collector was killed %s', (_, kill, problems) => {
    expect(judge({ ...ANSWERED, kills: [kill] }).problems).toHaveLength(problems);
  });

  test.each<[string, Partial<Evidence>]>([
    ['was not reported', { reported: new Set() }],
    ['had no rollover between', { rollovers: [{ from: 40, to: 41 }] }],
    ['had its answer', { sent: ANSWERED.sent }],
    ['was taken once only', { sent: new Map([['a', [sent(30, SECOND, true)]]]) }],
    [
      'is a dead letter too',
      { stored: [...ALL_WELL.stored, { id: 'a', index: '.ds-logs-o365_rulepack.dead_letter-a-1' }] },
    ],
    [
      'is there three times',
      { stored: [...DOUBLE.stored, { id: 'a', index: '.ds-logs-o365_rulepack.audit-a-000003' }] },
    ],
  ])('a double is not excused that %s', (_, change) => {
    const { problems, excused } = judge({ ...DOUBLE, ...change });
    expect(excused).toEqual([]);
    expect(problems).toEqual([expect.stringContaining('1 there more than once: a in ')]);
  });

  test.each<[string, Partial<Evidence['manners']>, string]>([
    ['the budget', { busiestMinute: 2001 }, '2001 requests within a minute of 2000 that are allowed'],
    ['long windows', { longestWindow: 25 * 3_600_000 }, 'a window of 25 hours'],
  ])('%s', (_, manners, problem) => {
    const { problems } = judge({ ...ALL_WELL, manners: { ...ALL_WELL.manners, ...manners } });
    expect(problems).toEqual([problem]);
  });
});
