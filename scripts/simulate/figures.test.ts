import { dayFigures, ruleFigures } from './figures';
import type { RuleAlerts } from './figures';
import { LogDays } from './log-days';
import type { MadeAlert } from './made-alert';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse('2026-03-02T00:00:00Z');
const rule: RuleAlerts['rule'] = { slug: 'exo-forwarding', name: 'Forwarding', severity: 'high' };

/** An alert made so many hours after the start, on one document a minute before. */
function alertAt(hours: number, documents: readonly number[], changes: Partial<MadeAlert> = {}): MadeAlert {
  const at = START + hours * HOUR;
  return {
    id: `${hours} ${documents.join()}`,
    at,
    occurred: at - 60_000,
    terms: '',
    documents,
    labelled: [],
    ...changes,
  };
}

const figuresOf = (
  alerts: readonly MadeAlert[],
  beside: Partial<Parameters<typeof ruleFigures>[1]> = {},
): ReturnType<typeof ruleFigures> =>
  ruleFigures(
    { rule, alerts },
    {
      unlimited: alerts,
      prompt: alerts,
      labels: undefined,
      days: new LogDays(START, START + 20 * DAY - 1),
      ...beside,
    },
  );

/** So many alerts on each day. */
const perDay = (counts: readonly number[]): MadeAlert[] =>
  counts.flatMap((count, day) =>
    Array.from({ length: count }, (_, place) => alertAt(day * 24 + 1, [day * 1000 + place])),
  );

describe('alerts a day', () => {
  test('days without any count as zero', () => {
    expect(figuresOf(perDay([7])).alertsPerDay).toEqual({ median: 0, p95: 0, worst: 7 });
  });

  test('median and 95th percentile are days that were, by nearest rank', () => {
    const twenty = Array.from({ length: 20 }, (_, day) => day + 1);
    expect(figuresOf(perDay(twenty))).toMatchObject({
      alerts: 210,
      alertsPerDay: { median: 10, p95: 19, worst: 20 },
    });
  });

  test('alerts after the log count to its last day', () => {
    expect(figuresOf([...perDay([1]), alertAt(21 * 24, [5])]).alertsPerDay.worst).toBe(1);
    const days = new LogDays(START, START + 2 * DAY - 1);
    expect(dayFigures([{ rule, alerts: [alertAt(1, [1]), alertAt(49, [2])] }], days)).toEqual([
      { day: '2026-03-02', alerts: { low: 0, medium: 0, high: 1, critical: 0 } },
      { day: '2026-03-03', alerts: { low: 0, medium: 0, high: 1, critical: 0 } },
    ]);
  });

  test('of several rules are added by severity', () => {
    const other: RuleAlerts = { rule: { ...rule, severity: 'low' }, alerts: perDay([2]) };
    const days = new LogDays(START, START + DAY - 1);
    expect(dayFigures([{ rule, alerts: perDay([1]) }, other, other], days)).toEqual([
      { day: '2026-03-02', alerts: { low: 4, medium: 0, high: 1, critical: 0 } },
    ]);
  });
});

describe('true and false', () => {
  const labels = new Map([
    ['a', ['exo-forwarding']],
    ['b', ['other', 'exo-forwarding']],
    ['c', ['other']],
    ['d', ['exo-forwarding']],
  ]);
  const alerts = [
    alertAt(1, [1], { labelled: ['a'] }),
    alertAt(2, [1, 2], { labelled: ['a', 'b'] }),
    alertAt(3, [3]),
  ];

  test('are told by the labels of the rule; recall counts records and not alerts', () => {
    expect(figuresOf(alerts, { labels })).toMatchObject({
      trueAlerts: 2,
      falseAlerts: 1,
      precision: 2 / 3,
      recall: 2 / 3,
    });
  });

  test('without alerts there is no precision, without labels of the rule no recall', () => {
    expect(figuresOf([], { labels })).toMatchObject({ trueAlerts: 0, precision: undefined, recall: 0 });
    expect(figuresOf([alertAt(1, [1])], { labels: new Map() })).toMatchObject({
      falseAlerts: 1,
      precision: 0,
      recall: undefined,
    });
  });

  test('are not known of a log without labels', () => {
    expect(figuresOf(alerts)).toMatchObject({
      trueAlerts: undefined,
      falseAlerts: undefined,
      precision: undefined,
      recall: undefined,
    });
  });
});

test('the delay is that from event to run, in seconds', () => {
  const delayed = (seconds: number): MadeAlert => {
    const alert = alertAt(seconds, [seconds]);
    return { ...alert, occurred: alert.at - seconds * 1000 };
  };
  const alerts = [300, 10, 200, 40, 30, 20].map(delayed);
  expect(figuresOf(alerts).delaySeconds).toEqual({ median: 30, p95: 300 });
  expect(figuresOf([]).delaySeconds).toBeUndefined();
});

describe('lost', () => {
  const all = [alertAt(1, [1]), alertAt(2, [2, 3]), alertAt(3, [4])];

  test('to max_signals are alerts on what no alert stands for', () => {
    expect(figuresOf([alertAt(1, [1]), alertAt(5, [3])], { unlimited: all, prompt: all }).lost).toEqual({
      lateness: 0,
      maxSignals: 1,
    });
  });

  test('to lateness are those that prompt records would have made, max_signals aside', () => {
    expect(figuresOf([], { unlimited: all.slice(0, 1), prompt: all }).lost).toEqual({
      lateness: 2,
      maxSignals: 1,
    });
  });
});

describe('duplicates', () => {
  test('are alerts on nothing but what has one', () => {
    expect(figuresOf([alertAt(1, [1, 2]), alertAt(2, [2]), alertAt(3, [2, 3])]).duplicates).toBe(1);
  });

  test('are not alerts on an event for another group', () => {
    const terms = (text: string): Partial<MadeAlert> => ({ terms: text });
    const alerts = [alertAt(1, [1], terms('x')), alertAt(1, [1], terms('y')), alertAt(2, [1], terms('y'))];
    expect(figuresOf(alerts).duplicates).toBe(1);
  });
});
