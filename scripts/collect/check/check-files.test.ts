import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StateError } from '../state/state-error';
import { checkState } from './check-files';

const folder = mkdtempSync(join(tmpdir(), 'check-files-'));
const file = join(folder, 'state.sqlite');
const opened = { [Symbol.asyncDispose]: () => Promise.resolve() };

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('a state that is not there is not made, only its folder looked at', async () => {
  const never = (): never => {
    throw new Error('opened');
  };
  expect((await checkState({ file }, never)).level).toBe('ok');
  expect(existsSync(file)).toBe(false);
  expect(await checkState({ file: join(folder, 'none', 'state') }, never)).toMatchObject({ level: 'error' });
});

test.each([
  ['STATE_DAMAGED', 'error'],
  ['STATE_NEWER', 'error'],
  ['STATE_IN_USE', 'warning'],
])('%s is told with what to do', async (code, level) => {
  writeFileSync(file, '');
  const finding = await checkState({ file }, () => Promise.reject(new StateError(code, 'message', 'hint')));
  expect(finding.level).toBe(level);
  expect(finding.cure).toContain('hint');
});

test('a state that opens is closed again', async () => {
  const close = jest.spyOn(opened, Symbol.asyncDispose);
  expect((await checkState({ index: 'o365-state' }, () => Promise.resolve(opened))).level).toBe('ok');
  expect(close).toHaveBeenCalledTimes(1);
});
