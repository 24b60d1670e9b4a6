import { RunNames } from './names';

const names = new RunNames('rulepack-ab-');

describe('names of a run', () => {
  it.each([
    ['logs-o365*', 'rulepack-ab-logs-o365*'],
    ['-logs-o365.old*', '-rulepack-ab-logs-o365.old*'],
    ['*', 'rulepack-ab-*'],
    ['_all', 'rulepack-ab-*'],
  ])('searches %s as %s', (pattern, expected) => {
    expect(names.addToPattern(pattern)).toBe(expected);
  });

  it.each([
    ['rulepack-ab-logs-x-default', 'logs-x-default'],
    ['.ds-rulepack-ab-logs-x-default-2026.11.22-000001', 'logs-x-default'],
    ['other-index', 'other-index'],
  ])('reports %s as %s', (index, expected) => {
    expect(names.strip(index)).toBe(expected);
  });

  it('strips the index of hits inside aggregations, and leaves documents alone', () => {
    const answer = {
      top: { hits: { hits: [{ _index: 'rulepack-ab-a', _source: { _index: 'rulepack-ab-a' } }] } },
    };
    names.stripWithin(answer);
    expect(answer.top.hits.hits).toEqual([{ _index: 'a', _source: { _index: 'rulepack-ab-a' } }]);
  });

  it('gives every run a prefix of its own', () => {
    expect(new RunNames().prefix).not.toBe(new RunNames().prefix);
    expect(new RunNames().prefix).toMatch(/^rulepack-[0-9a-f]{10}-$/);
  });
});
