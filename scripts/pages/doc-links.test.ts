import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { brokenLinks } from '../testing/doc-links';

const root = resolve(__dirname, '..', '..');
const documents = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md'))
  .map((name) => join('docs', name))
  .sort();

describe('links among the documents', () => {
  test.each(['README.md', ...documents])('of %s lead somewhere', (name) => {
    expect(brokenLinks(join(root, name))).toEqual([]);
  });
});

describe('brokenLinks', () => {
  const folder = mkdtempSync(join(tmpdir(), 'o365-rulepack-links-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('names links to no file and to no heading', () => {
    writeFileSync(join(folder, 'b.md'), '# Some `code`, twice\n\n## Twice\n\n## Twice\n');
    writeFileSync(
      join(folder, 'a.md'),
      [
        '# A',
        '[good](b.md), [good](b.md#some-code-twice), [good](b.md#twice-1), [own](#a), [web](https://example.com/x)',
        '[gone](c.md), [moved](b.md#elsewhere), [own](#b)',
        'Code is no link: `[x](y.md)`',
        '```sh\n[x](z.md)\n```',
      ].join('\n\n'),
    );
    expect(brokenLinks(join(folder, 'a.md'))).toEqual(['c.md', 'b.md#elsewhere', '#b']);
  });
});
