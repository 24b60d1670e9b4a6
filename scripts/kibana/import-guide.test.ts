import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brokenLinks } from '../testing/doc-links';

const ROOT = resolve(__dirname, '..', '..');
const GUIDE = join(ROOT, 'docs', 'importing.md');

it('docs/importing.md has every code of the import, and none that is gone', () => {
  const sources = ['scripts/kibana', 'scripts/commands'].flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter(
        (name) =>
          /^(import|api-key|trust-authority).*(?<!\.test)\.ts$/.test(name) &&
          !name.startsWith('import-schema'),
      )
      .map((name) => readFileSync(join(ROOT, folder, name), 'utf8')),
  );
  const codes = (text: string, pattern: RegExp): string[] =>
    [...new Set([...text.matchAll(pattern)].map(([, code = '']) => code))].sort();
  const thrown = codes(sources.join('\n'), /'((?:KIBANA|IMPORT|CALL)_[A-Z_]+)'/g);
  const described = codes(readFileSync(GUIDE, 'utf8'), /`((?:KIBANA|IMPORT|CALL)_[A-Z_]+)`/g);
  expect(described).toEqual(thrown.filter((code) => code !== 'KIBANA_API_KEY'));
});

it('docs/importing.md has no broken link', () => {
  expect(brokenLinks(GUIDE)).toEqual([]);
});
