import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StateError } from '../state/state-error';
import { checkState } from './check-files';

const folder = mkdtempSync(join(tmpdir(), 'check-files-'));
const file = join(folder, 'state.sqlite');
const never = (): never => {
  throw new Error('opened');
};
const opened = { [Symbol.asyncDispose]: () => Promise.resolve() };

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('a state that is not there is not made, only its folder looked at', async () => {
  expect((await checkState({ file }, never, never)).level).toBe('ok');
  expect(existsSync(file)).toBe(false);
  expect(await checkState({ file: join(folder, 'none', 'state') }, never, never)).toMatchObject({
    level: 'error',
  });
});

test.each([
  ['STATE_DAMAGED', 'error'],
  ['STATE_NEWER', 'error'],
  ['STATE_IN_USE', 'warning'],
])('%s is told with what to do', async (code, level) => {
  writeFileSync(file, '');
  const finding = await checkState(
    { file },
    () => Promise.reject(new StateError(code, 'message', 'hint')),
    never,
  );
  expect(finding.level).toBe(level);
  expect(finding.cure).toContain('hint');
});

test('a state that opens is closed again', async () => {
  const close = jest.spyOn(opened, Symbol.asyncDispose);
  expect((await checkState({ index: 'o365-state' }, () => Promise.resolve(opened), never)).level).toBe('ok');
  expect(close).toHaveBeenCalledTimes(1);
});

test.each([
  ['a lease is there', () => Promise.resolve({ status: 200, body: {} }), 'warning', /in use/, /in a minute/],
  ['none is there', () => Promise.resolve({ status: 404, body: {} }), 'error', /did not answer/, /cluster/],
  ['nobody answers', () => Promise.reject(new Error('no')), 'error', /did not answer/, /cluster/],
])(
  'a state index that cannot be opened in time, where %s, is told with what to do',
  async (_what, answer, level, what, cure) => {
    const ask = jest.fn(answer);
    const open = async (): Promise<never> => {
      const stop = AbortSignal.timeout(1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      stop.throwIfAborted();
      throw new Error('not in time');
    };
    expect(await checkState({ index: 'o365-state' }, open, ask)).toEqual({
      level,
      about: 'state',
      what: expect.stringMatching(what) as string,
      cure: expect.stringMatching(cure) as string,
    });
    expect(ask).toHaveBeenCalledWith('GET', '/o365-state/_doc/lease');
  },
);
