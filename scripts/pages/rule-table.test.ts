import { resolve } from 'node:path';
import { loadPack } from '../content';
import { noiseInBrief, ruleTable } from './rule-table';

const { rules } = loadPack(resolve(__dirname, '..', '..'));

describe('noiseInBrief', () => {
  test.each([
    ['Quiet: some a year.', 'Quiet: some a year'],
    ['A few a week; one alert a day for each.', 'A few a week'],
    ['Rare. 2.5 a year at most', 'Rare'],
    ['At most 2.5 a year\n', 'At most 2.5 a year'],
  ])('%j', (noise, brief) => {
    expect(noiseInBrief(noise)).toBe(brief);
  });
});

describe('ruleTable', () => {
  const slugs = ['m365-collector-silent', 'exo-first-send-as'];
  const some = rules.filter(({ slug }) => slugs.includes(slug));

  test('has a row a rule, by name, with links', () => {
    expect(ruleTable(some, ({ slug }) => `${slug}.md`).split('\n')).toEqual([
      '| rule | service | severity | type | how often it alerts |',
      '| --- | --- | --- | --- | --- |',
      '| [Collector fell silent altogether](m365-collector-silent.md) | collector | high | esql | One alert a day for each collector that is down |',
      '| [First SendAs by this delegate](exo-first-send-as.md) | exchange | medium | new terms | A few a week with some thousand users, new assistants and rarely used shared mailboxes |',
    ]);
  });

  test('has no links where there are no pages', () => {
    expect(ruleTable(some)).not.toContain('](');
  });
});
