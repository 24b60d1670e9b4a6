import { every, supervise } from './supervise';

const never = (signal: AbortSignal) => (): Promise<void> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(new DOMException('stopped', 'AbortError'));
    });
  });

describe('supervise', () => {
  test('ends when all tasks have ended', async () => {
    const stop = new AbortController();
    const ended: number[] = [];
    const task = (n: number) => async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, n));
      ended.push(n);
    };
    await supervise([task(20), task(1)], stop, stop.signal);
    expect(ended).toEqual([1, 20]);
  });

  test('an error of one stops the others and is thrown', async () => {
    const stop = new AbortController();
    const fails = (): Promise<void> => Promise.reject(new TypeError('a fault'));
    await expect(supervise([never(stop.signal), fails], stop, stop.signal)).rejects.toThrow('a fault');
    expect(stop.signal.aborted).toBe(true);
  });

  test('to be stopped is no error, to fail at that moment is one', async () => {
    const stop = new AbortController();
    const outer = new AbortController();
    setTimeout(() => {
      outer.abort();
    }, 10);
    const signal = AbortSignal.any([stop.signal, outer.signal]);
    await supervise([never(signal)], stop, signal);
    const late = async (): Promise<void> => {
      await Promise.resolve();
      throw new Error('the state is damaged');
    };
    await expect(supervise([late], stop, signal)).rejects.toThrow('the state is damaged');
  });
});

test('every: so many milliseconds apart, until the signal', async () => {
  const stop = new AbortController();
  const slept: number[] = [];
  let done = 0;
  const sleep = (milliseconds: number): Promise<void> => {
    slept.push(milliseconds);
    if (slept.length === 4) stop.abort();
    return Promise.resolve();
  };
  await every(7, { now: () => 0, sleep }, stop.signal, () => Promise.resolve(void (done += 1)))();
  expect([slept, done]).toEqual([[7, 7, 7, 7], 3]);
});
