import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { conformancePage } from './page';
import { readResults } from './results';
import { Tally } from './tally';
import { AREA_NAMES } from './vector';

const root = join(__dirname, '..', '..');

describe('docs/conformance.md', () => {
  const results = readResults(root);

  test('says what docs/conformance.json says', () => {
    expect(readFileSync(join(root, 'docs', 'conformance.md'), 'utf8')).toBe(conformancePage(results));
  });

  test('has every area, compared with the version that the pack is proven on', () => {
    expect(results.server).toBe('Elasticsearch 9.4.3');
    expect(results.areas.map(({ area }) => area)).toEqual([...AREA_NAMES]);
  });
});

describe('a tally', () => {
  test('counts a comparison once for the area and once for each of its features', () => {
    const tally = new Tally();
    tally.add({ features: ['wildcard', 'nested'], outcome: 'agreed' });
    tally.add({ features: ['nested'], outcome: 'known', reason: 'by design' });
    tally.add({ features: ['nested'], outcome: 'unsupported', reason: 'not written yet' });
    tally.add({ features: ['range'], outcome: 'differed' });
    const result = tally.result('kql', 7, 3);
    expect(result).toEqual({
      area: 'kql',
      seed: 7,
      seconds: 3,
      comparisons: 4,
      agreed: 1,
      differed: 1,
      features: {
        nested: { comparisons: 3, agreed: 1, differed: 0 },
        range: { comparisons: 1, agreed: 0, differed: 1 },
        wildcard: { comparisons: 1, agreed: 1, differed: 0 },
      },
      known: { 'by design': 1 },
      unsupported: { 'not written yet': 1 },
    });
    const page = conformancePage({ server: 'Elasticsearch 9.4.3', engine: 'local', areas: [result] });
    expect(page).toContain('| KQL | 4 | 1 | 2 | 1 | 3 | 7 |');
    expect(page).toContain('| by design | 1 |');
  });
});
