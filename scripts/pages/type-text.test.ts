import { resolve } from 'node:path';
import { loadPack } from '../content';
import type { EqlRule, NewTermsRule, Rule, ThresholdRule } from '../content';
import { parseEql } from '../eql';
import { alertText, suppressionText } from './type-text';

const { rules } = loadPack(resolve(__dirname, '..', '..'));

function ruleOfType<T extends Rule['type']>(type: T): Extract<Rule, { type: T }> {
  const rule = rules.find((one) => one.type === type);
  if (rule === undefined) throw new Error(`the pack has no rule of type ${type}`);
  return rule as Extract<Rule, { type: T }>;
}

describe('alertText', () => {
  const threshold = (change: ThresholdRule['threshold']): Rule => ({
    ...ruleOfType('threshold'),
    threshold: change,
  });
  const newTerms = (change: Partial<NewTermsRule>): Rule => ({ ...ruleOfType('new_terms'), ...change });
  const eql = (query: string): Rule => ({ ...ruleOfType('eql'), eql: parseEql(query) }) satisfies EqlRule;

  test.each([
    ['an event', { ...ruleOfType('query'), suppression: undefined }, 'Each event that matches is an alert.'],
    [
      'all hits together',
      threshold({ field: [], value: 3 }),
      'One alert for 3 or more matching events in the window.',
    ],
    [
      'groups of two fields',
      threshold({ field: ['user.id', 'source.ip'], value: 3 }),
      'One alert for each combination of `user.id` and `source.ip` with 3 or more matching events in the window.',
    ],
    [
      'a cardinality',
      threshold({ field: ['user.id'], value: 3, cardinality: [{ field: 'source.ip', value: 2 }] }),
      'One alert for each `user.id` with 3 or more matching events in the window, among them at least 2 different values of `source.ip`.',
    ],
    [
      'a new term',
      newTerms({ new_terms_fields: ['user.id'], history_window_start: 'now-7d', from: 'now-30m' }),
      'One alert for each value of `user.id` that no matching event of the last 7 days had (`now-7d` to `now-30m`); it carries the first event. An event that lacks one of the fields has no value. As much history must be stored before “new” means new.',
    ],
    ['an EQL event', eql('web where event.action == "a"'), 'Each event that matches is an alert.'],
    [
      'a sequence with runs and until',
      eql(
        'sequence by user.id with maxspan=1h [web where true] with runs=3 [web where true] until [any where true]',
      ),
      'One alert for each sequence of 4 events in the order of the query, within 60 minutes, with the same `user.id`. Beneath it lies a building block alert for every event. An event of the `until` part in between ends it.',
    ],
    [
      'a sequence with keys of its events',
      eql('sequence [web where true] by user.id [web where true] by user.target.id'),
      'One alert for each sequence of 2 events in the order of the query, with `user.id` = `user.target.id`. Beneath it lies a building block alert for every event.',
    ],
  ])('of %s', (_, rule, text) => {
    expect(alertText(rule)).toBe(text);
  });
});

describe('suppressionText', () => {
  const query = ruleOfType('query');
  test.each([
    [undefined, undefined],
    [
      { group_by: ['user.id'], duration: '24h', missing_fields: 'suppress' },
      'one alert in 24 hours for the same `user.id`; events without it are grouped too',
    ],
    [
      { group_by: ['a', 'b', 'c'], duration: undefined, missing_fields: 'doNotSuppress' },
      'one alert a run for the same `a`, `b`, `c`; events without one of them alert each',
    ],
  ] as const)('%j', (suppression, text) => {
    expect(suppressionText({ ...query, suppression })).toBe(text);
  });

  test('a threshold rule suppresses its own groups', () => {
    expect(suppressionText({ ...ruleOfType('threshold'), suppression: { duration: '2h' } })).toBe(
      'one alert a group in 2 hours',
    );
  });
});
