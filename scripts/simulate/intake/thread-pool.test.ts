import { Worker } from 'node:worker_threads';
import { ThreadPool } from './thread-pool';

const start = (program: string) => () =>
  new Worker(`const { parentPort } = require('node:worker_threads'); ${program}`, { eval: true });

test('each task gets its own answer, whichever thread is first', async () => {
  await using pool = new ThreadPool<number, number>(
    2,
    start("parentPort.on('message', (n) => parentPort.postMessage(n * 2))"),
  );
  const tasks = Array.from({ length: 50 }, (_, number) => number);
  expect(await Promise.all(tasks.map((task) => pool.do(task)))).toEqual(tasks.map((task) => task * 2));
});

test('the error of a thread reaches all who wait for it, and those who come later', async () => {
  await using pool = new ThreadPool<string, never>(
    1,
    start("parentPort.on('message', (text) => { throw new TypeError(text); })"),
  );
  const [first, second] = [pool.do('broken'), pool.do('waiting')];
  const error: unknown = await first.catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: 'TypeError', message: 'broken' });
  expect((error as TypeError).stack).toContain('[worker eval]');
  await expect(second).rejects.toBe(error);
  await expect(pool.do('late')).rejects.toBe(error);
});

test('a thread that ends before its work is an error', async () => {
  await using pool = new ThreadPool<string, never>(
    1,
    start("parentPort.on('message', () => process.exit(7))"),
  );
  await expect(pool.do('x')).rejects.toThrow('a thread ended with code 7');
});

test('a disposed pool answers nothing more, whatever its threads do', async () => {
  const pool = new ThreadPool<string, never>(1, start("parentPort.on('message', () => { for (;;); })"));
  const answer = pool.do('for ever');
  await pool[Symbol.asyncDispose]();
  await expect(answer).rejects.toThrow('a thread ended');
});
