import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLock } from './lock';

describe('lock', () => {
  let folder: string;
  let lock: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lock-test-'));
    lock = join(folder, 'lock');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const nothing = (): void => undefined;

  it('lets one in at a time', async () => {
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise(setImmediate);
      inside -= 1;
    };
    await Promise.all([withLock(lock, nothing, work), withLock(lock, nothing, work)]);
    expect(most).toBe(1);
    expect(existsSync(lock)).toBe(false);
  });

  it('is opened again when the work fails', async () => {
    await expect(withLock(lock, nothing, () => Promise.reject(new Error('broken')))).rejects.toThrow(
      'broken',
    );
    expect(existsSync(lock)).toBe(false);
  });

  it('says that it waits', async () => {
    const waiting = jest.fn();
    let finish: () => void = nothing;
    const first = withLock(lock, nothing, () => new Promise<void>((resolve) => (finish = resolve)));
    const second = withLock(lock, waiting, () => Promise.resolve('done'));
    await new Promise(setImmediate);
    expect(waiting).toHaveBeenCalledTimes(1);
    finish();
    await first;
    expect(await second).toBe('done');
  });

  it('is taken over from an owner that died', async () => {
    mkdirSync(lock);
    const { pid } = spawnSync('true');
    writeFileSync(join(lock, 'owner'), String(pid));
    expect(await withLock(lock, nothing, () => Promise.resolve('done'))).toBe('done');
  });
});
