import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadPack } from '../content';
import { sigmaFiles, sigmaPage } from '.';

const root = resolve(__dirname, '..', '..');
const page = readFileSync(resolve(root, 'docs', 'sigma.md'), 'utf8');

describe('sigmaPage', () => {
  test('docs/sigma.md names the rules that are left out today; npm run pages mends it', () => {
    expect(page).toBe(sigmaPage(page, sigmaFiles(loadPack(root))));
  });

  test('replaces what was generated before and nothing else', () => {
    const files = new Map([['a.yml', '']]);
    const other = sigmaPage(page, { files, left: [{ slug: 'b', reason: 'one | two' }] });
    expect(other).toContain('One rule is exported');
    expect(other).toContain(String.raw`| one \| two |`);
    expect(other.split('## Rules that')[0]).toBe(page.split('## Rules that')[0]);
  });

  test('refuses a page that has lost its marks', () => {
    expect(() => sigmaPage('# Sigma rules\n', { files: new Map(), left: [] })).toThrow('has lost its line');
  });
});
