import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REASONS } from './reasons';

const page = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'kql-differences.md'), 'utf8');

test('each reason that the comparison accepts has a row with an example in docs/kql-differences.md', () => {
  const rows = [...page.matchAll(/^\| `([a-z-]+)` +\| ([^|]+)\|/gm)];
  expect(new Set(rows.map(([, cause]) => cause))).toEqual(new Set(Object.keys(REASONS)));
  for (const [, , what] of rows) expect(what).toMatch(/`.+`|two spaces|a name with a space/);
});
