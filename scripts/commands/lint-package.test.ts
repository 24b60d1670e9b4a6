import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { lintPackage } from './lint-package';
import { report } from './report-error';

const root = resolve(__dirname, '..', '..');

describe('lint-package without Go', () => {
  const before = { ...process.env };
  let empty: string;
  beforeEach(() => {
    empty = mkdtempSync(join(tmpdir(), 'rulepack-no-go-'));
    Object.assign(process.env, { PATH: join(empty, 'bin'), O365_RULEPACK_CACHE: empty });
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  });
  afterEach(() => {
    process.env = before;
    jest.restoreAllMocks();
    rmSync(empty, { recursive: true, force: true });
  });

  test('says loudly that nothing was validated, and exits with 3', async () => {
    const error: unknown = await lintPackage(root, {}).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'GO_MISSING',
      message: expect.stringContaining('THE PACKAGE WAS NOT VALIDATED') as unknown,
    });
    expect(report(error)).toBe(3);
  });
});
