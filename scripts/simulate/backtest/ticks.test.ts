import { resolve } from 'node:path';
import { loadPack } from '../../content';
import type { Rule } from '../../content';
import { busyTicks, ticks, windowOf } from './ticks';

const MINUTE = 60_000;
const START = Date.UTC(2026, 2, 2);
const { rules } = loadPack(resolve(__dirname, '../../..'));

/** A rule of that type that runs every five minutes over the last twelve. */
function ruleOf<T extends Rule['type']>(type: T): Extract<Rule, { type: T }> {
  const rule = rules.find((one) => one.type === type) as Extract<Rule, { type: T }>;
  return {
    ...rule,
    interval: '5m',
    from: 'now-12m',
    to: 'now',
    timestampOverride: 'event.ingested',
    suppression: undefined,
  };
}

/** Minutes of the busy ones among the runs of an hour, with so many documents in some of its minutes. */
function busy(rule: Rule, documents: Readonly<Record<number, number>>): number[] {
  const spans = Object.entries(documents).map(([minute, count]) => {
    const from = START + Number(minute) * MINUTE;
    return { from, to: from + MINUTE, documents: count };
  });
  const all = ticks(rule, START, { from: START, to: START + 60 * MINUTE });
  return busyTicks(rule, all, spans).map((now) => (now - START) / MINUTE);
}

test('runs are counted from the first one, over the borders of days', () => {
  const every7 = { interval: '7m' };
  const one = ticks(every7, START, { from: START, to: START + 20 * MINUTE });
  const two = ticks(every7, START, { from: START + 20 * MINUTE, to: START + 40 * MINUTE });
  expect([...one, ...two].map((now) => (now - START) / MINUTE)).toEqual([0, 7, 14, 21, 28, 35]);
});

test('a window holds both of its ends', () => {
  const { from, to } = windowOf({ from: 'now-12m', to: 'now' }, START);
  expect([from, to]).toEqual([START - 12 * MINUTE, START + 1]);
});

test('where every event alerts at once, the first run that sees it is enough', () => {
  expect(busy(ruleOf('query'), { 21: 1 })).toEqual([25]);
});

test('on the edge between two runs both are made', () => {
  expect(busy(ruleOf('query'), { 20: 1 })).toEqual([20, 25]);
});

test('by @timestamp every run with the event in its window is made: it may arrive late', () => {
  expect(busy({ ...ruleOf('query'), timestampOverride: undefined }, { 21: 1 })).toEqual([25, 30]);
});

test('a threshold takes as many documents in a window', () => {
  const threshold: Rule = { ...ruleOf('threshold'), threshold: { field: [], value: 3 } };
  expect(busy(threshold, { 11: 1, 19: 1, 21: 1, 40: 3 })).toEqual([40, 45, 50]);
  expect(busy({ ...threshold, from: 'now-15m' }, { 11: 1, 19: 1, 21: 1 })).toEqual([25]);
});

test('new terms are looked for wherever there are documents', () => {
  expect(busy(ruleOf('new_terms'), { 21: 1 })).toEqual([25, 30]);
});

test('ES|QL may find something in nothing', () => {
  expect(busy(ruleOf('esql'), {})).toHaveLength(12);
});
