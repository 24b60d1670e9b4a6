import { resolve } from 'node:path';
import { loadPack } from '../content';
import type { Rule } from '../content';
import { clockText, windowText } from './window-text';

const { rules } = loadPack(resolve(__dirname, '..', '..'));

function ruleOfType(type: Rule['type'], change: Partial<Rule> = {}): Rule {
  const rule = rules.find((one) => one.type === type);
  if (rule === undefined) throw new Error(`the pack has no rule of type ${type}`);
  return { ...rule, interval: '5m', from: 'now-30m', to: 'now', ...change } as Rule;
}

describe('windowText', () => {
  test.each([
    [
      'query',
      {},
      'events that arrived in the last 30 minutes (`now-30m`); a run may start 25 minutes late and miss none, and none alerts twice',
    ],
    ['query', { from: 'now-5m' }, 'events that arrived in the last 5 minutes (`now-5m`)'],
    [
      'query',
      { timestampOverride: undefined, from: 'now-5m' },
      'events that happened in the last 5 minutes (`now-5m`)',
    ],
    [
      'threshold',
      { from: 'now-120m', to: 'now-90m', timestampOverride: undefined },
      'events that happened between 2 hours and 90 minutes ago (`now-120m` to `now-90m`), counted together at every run',
    ],
    [
      'eql',
      { from: 'now-26h' },
      'events that arrived in the last 26 hours (`now-26h`), as a sequence may take that long to be complete',
    ],
    [
      'esql',
      { from: 'now-24h' },
      'events that arrived in the last 24 hours (`now-24h`), taken together at every run',
    ],
  ] as const)('%s with %j', (type, change, text) => {
    expect(windowText(ruleOfType(type, { timestampOverride: 'event.ingested', ...change }))).toBe(text);
  });
});

describe('clockText', () => {
  test('by arrival no event is too late, and one without the field has its own time', () => {
    expect(clockText(ruleOfType('query'))).toBe(
      '`event.ingested`, the time of arrival: an event counts however late it is delivered; one without that field goes by `@timestamp`',
    );
  });

  test('by occurrence an event can be too late', () => {
    expect(clockText(ruleOfType('query', { timestampOverride: undefined }))).toContain(
      'one that arrives after its window does not count',
    );
  });
});
