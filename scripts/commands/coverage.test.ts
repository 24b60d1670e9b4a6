import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { coverage, coveragePage, attackMatrix, loadDocuments, navigatorLayer, readProofs } from '../coverage';
import { loadPack } from '../content';

const root = resolve(__dirname, '..', '..');
const page = (name: string): string => readFileSync(join(root, 'docs', name), 'utf8');

describe('the coverage pages', () => {
  const pack = loadPack(root);
  const outcome = coverage(
    pack.rules.map(({ slug }) => slug),
    loadDocuments(pack),
    readProofs(root),
  );

  test('every row of every document has a proven rule or a reason', () => {
    expect(outcome.gaps).toEqual([]);
    expect(outcome.counts.failed).toBe(0);
  });

  test('are what npm run coverage writes', () => {
    expect(page('coverage.md')).toBe(coveragePage(outcome, pack.rules));
    expect(page('attack-matrix.md')).toBe(attackMatrix(pack));
    expect(JSON.parse(page('attack-navigator-layer.json'))).toEqual(navigatorLayer(pack));
  });
});
