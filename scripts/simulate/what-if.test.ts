import { resolve } from 'node:path';
import { ContentError } from '../base/errors';
import { loadPack } from '../content';
import { applyWhatIf, checkHistories, readWhatIf, rulesWithGap } from './what-if';

const { rules } = loadPack(resolve(__dirname, '../..'));
const rule = rules.find(({ type }) => type === 'query');
const newTerms = rules.find(({ type }) => type === 'new_terms');
if (!rule || newTerms?.type !== 'new_terms') throw new Error('rules of each type');

function codesOf(call: () => unknown): string[] {
  try {
    call();
  } catch (error) {
    if (error instanceof ContentError) return error.problems.map(({ code }) => code);
    throw error;
  }
  return [];
}

test('settings of the call go before those of the rule, and only those', () => {
  const whatIf = readWhatIf({ from: 'now-90m', interval: '10m', maxSignals: '7', timestampOverride: 'off' });
  expect(applyWhatIf(rule, whatIf)).toEqual({
    ...rule,
    from: 'now-90m',
    interval: '10m',
    max_signals: 7,
    timestampOverride: undefined,
  });
  expect(applyWhatIf(rule, readWhatIf({}))).toEqual(rule);
  expect(applyWhatIf({ ...rule, timestampOverride: undefined }, { timestampOverride: 'on' })).toMatchObject({
    timestampOverride: 'event.ingested',
  });
});

test.each<[string, Parameters<typeof readWhatIf>[0], string[]]>([
  ['a start after now', { from: 'now+5m' }, ['CALL_BAD_FROM']],
  ['a start that is now', { from: 'now' }, ['CALL_BAD_FROM']],
  ['a window of nothing', { from: 'now-0m' }, ['CALL_BAD_FROM']],
  ['a negative span', { from: 'now--5m' }, ['CALL_BAD_FROM']],
  ['a part of an hour, which date math does not have', { from: 'now-1.5h' }, ['CALL_BAD_FROM']],
  ['a start without now', { from: '30m' }, ['CALL_BAD_FROM']],
  ['an interval of zero', { interval: '0s' }, ['CALL_BAD_INTERVAL']],
  ['a negative interval', { interval: '-5m' }, ['CALL_BAD_INTERVAL']],
  ['an interval without unit', { interval: '5' }, ['CALL_BAD_INTERVAL']],
  ['no alerts at all', { maxSignals: '0' }, ['CALL_BAD_MAX_SIGNALS']],
  ['more than Kibana makes', { maxSignals: '1001' }, ['CALL_BAD_MAX_SIGNALS']],
  [
    'all at once',
    { from: 'x', interval: 'x', maxSignals: 'x' },
    ['CALL_BAD_FROM', 'CALL_BAD_INTERVAL', 'CALL_BAD_MAX_SIGNALS'],
  ],
])('%s is refused', (_, call, codes) => {
  expect(codesOf(() => readWhatIf(call))).toEqual(codes);
});

test('a history must begin before the window', () => {
  expect(
    codesOf(() => {
      checkHistories(rules);
    }),
  ).toEqual([]);
  const from = newTerms.history_window_start;
  expect(
    codesOf(() => {
      checkHistories([{ ...newTerms, from }]);
    }),
  ).toEqual(['WHAT_IF_HISTORY']);
});

test('runs further apart than the lookback leave a gap', () => {
  expect(rulesWithGap(rules)).toEqual([]);
  const gap = applyWhatIf(rule, { from: 'now-10m', interval: '11m' });
  expect(rulesWithGap([rule, gap, applyWhatIf(rule, { from: 'now-10m', interval: '10m' })])).toEqual([gap]);
});
