import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { collectorFlags } from '../testing/collector-flags';

const ROOT = resolve(__dirname, '..', '..');

test('the image gives Node the flags of `npm run collect`', () => {
  const [, entrypoint = '[]'] =
    /^ENTRYPOINT (.+)$/m.exec(readFileSync(join(__dirname, 'Dockerfile'), 'utf8')) ?? [];
  expect(JSON.parse(entrypoint)).toEqual(['node', ...collectorFlags(), 'lib/scripts/cli.js']);
});

test('the documentation names the flags of `npm run collect`', () => {
  const page = readFileSync(join(ROOT, 'docs', 'collecting.md'), 'utf8').replace(/\s+/g, ' ');
  expect(page).toContain(`\`${collectorFlags().join(' ')}\``);
});
