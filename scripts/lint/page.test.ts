import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checks } from './checks';
import { lintPage } from './page';

const ROOT = resolve(__dirname, '..', '..');

test('docs/lint.md is what the checks say of themselves', () => {
  expect(readFileSync(join(ROOT, 'docs', 'lint.md'), 'utf8')).toBe(lintPage());
});

test.each(checks.map((check) => [check.code, check] as const))(
  '%s says what, why, an example and the cure',
  (_, check) => {
    expect(check.title).toMatch(/[.]$/);
    expect(check.why).toMatch(/[.]$/);
    expect(check.mend).toMatch(/[.…]$/);
    expect(check.bad).not.toBe('');
  },
);
