import { YamlDocument } from '../base/yaml';
import { scoreOf } from './score';
import type { Equivalent } from './equivalents';

const survivor = {
  id: 'k: a: dropped',
  text: 'k: a',
  change: 'dropped',
  wanted: 'a near miss',
  location: { file: 'r.yml', line: 1, column: 1 },
};
const rules = [{ slug: 'r', mutants: 100, survivors: [survivor] }];

function equivalents(entries: Equivalent[]): Parameters<typeof scoreOf>[1] {
  return { entries, document: new YamlDocument('fixtures/mutants/equivalent.yml', JSON.stringify(entries)) };
}

describe('scoreOf', () => {
  test('a rule without mutants is named, and alone it is no success', () => {
    const none = { slug: 'silent', mutants: 0, survivors: [] };
    const beside = scoreOf(
      { rules: [none, { slug: 'r', mutants: 1, survivors: [] }], pipelines: [] },
      equivalents([]),
    );
    expect(beside).toMatchObject({ withoutMutants: ['silent'], failures: [] });
    expect(scoreOf({ rules: [none], pipelines: [] }, equivalents([])).failures).toEqual([
      'nothing was judged: there are no mutants of what was selected',
    ]);
  });

  test('one surviving rule mutant fails the run', () => {
    const score = scoreOf({ rules, pipelines: [] }, equivalents([]));
    expect(score.rules).toEqual({ mutants: 100, killed: 99, equivalent: 0 });
    expect(score.failures).toEqual(['99.0 % of the rule mutants were killed, wanted 100.0 %']);
  });

  test('a declared equivalent counts neither as killed nor as survivor', () => {
    const declared = equivalents([{ of: 'r', mutant: survivor.id, reason: 'no event can tell them apart' }]);
    const score = scoreOf({ rules, pipelines: [] }, declared);
    expect(score.rules).toEqual({ mutants: 100, killed: 99, equivalent: 1 });
    expect(score.failures).toEqual([]);
  });

  test('a declaration that does not survive is out of date', () => {
    const declared = equivalents([
      { of: 'r', mutant: 'k: b: dropped', reason: 'no event can tell them apart' },
    ]);
    expect(() => scoreOf({ rules, pipelines: [] }, declared)).toThrow(/declared equivalent/);
  });

  test('more than one in fifty equivalents are too many', () => {
    const few = [{ slug: 'r', mutants: 49, survivors: [survivor] }];
    const declared = equivalents([{ of: 'r', mutant: survivor.id, reason: 'no event can tell them apart' }]);
    expect(scoreOf({ rules: few, pipelines: [] }, declared).failures).toEqual([
      '2.0 % of the rule mutants are declared equivalent, at most 2.0 % may be',
    ]);
  });

  test('of pipeline mutants 95 in 100 must die', () => {
    const pipelines = (survivors: number) => [
      {
        dataset: 'd',
        mutants: 100,
        survivors: Array.from({ length: survivors }, (_, n) => ({
          id: String(n),
          pipeline: 'p',
          tag: 't',
          change: 'c',
        })),
      },
    ];
    expect(scoreOf({ rules: [], pipelines: pipelines(5) }, equivalents([])).failures).toEqual([]);
    expect(scoreOf({ rules: [], pipelines: pipelines(6) }, equivalents([])).failures).toHaveLength(1);
  });
});
