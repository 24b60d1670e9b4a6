import { RequestBudget } from './request-budget';
import type { Clock } from '../clock';

/** A clock that jumps to the end of each sleep. */
class JumpingClock implements Clock {
  time = 0;

  now(): number {
    return this.time;
  }

  sleep(milliseconds: number): Promise<void> {
    this.time += milliseconds;
    return Promise.resolve();
  }
}

describe('RequestBudget', () => {
  test('says how many requests of the last minute were granted', async () => {
    const clock = new JumpingClock();
    const budget = new RequestBudget(2000, clock);
    await budget.take('Audit.General');
    clock.time += 30_000;
    await budget.take('Audit.General');
    await budget.take('Audit.General');
    expect(budget.used).toBe(3);
    clock.time += 30_000;
    expect(budget.used).toBe(2);
    clock.time += 30_000;
    expect(budget.used).toBe(0);
  });

  test('never grants more than its number within any minute', async () => {
    const clock = new JumpingClock();
    const budget = new RequestBudget(5, clock);
    const granted: number[] = [];
    for (let request = 0; request < 23; request += 1) {
      await budget.take('Audit.General');
      granted.push(clock.time);
      clock.time += 7_000;
    }
    for (const from of granted) {
      expect(granted.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(5);
    }
    expect(granted.at(-1)).toBeLessThanOrEqual(24 * (60_000 / 4.5));
  });

  test.each([10, 100, 2000])(
    'of %i a minute none is over, even when the process starts anew',
    async (perMinute) => {
      const clock = new JumpingClock();
      const granted: number[] = [];
      const ask = async (budget: RequestBudget, until: number): Promise<void> => {
        for (;;) {
          await budget.take('a');
          if (clock.time >= until) return;
          granted.push(clock.time);
        }
      };
      await ask(new RequestBudget(perMinute, clock), 90_000);
      await ask(new RequestBudget(perMinute, clock), 240_000);
      let first = 0;
      for (const [last, at] of granted.entries()) {
        while ((granted[first] ?? at) <= at - 60_000) first += 1;
        expect(last - first + 1).toBeLessThanOrEqual(perMinute);
      }
      expect(granted.length / 4).toBeGreaterThan(0.8 * perMinute);
    },
  );

  test.each([10, 100, 2000])(
    'of %i a minute none is over, however often the process starts anew',
    async (perMinute) => {
      const clock = new JumpingClock();
      const granted: number[] = [];
      let budget = new RequestBudget(perMinute, clock);
      clock.time += 60_000;
      // After a rest, as many at once as there may be.
      for (const end = clock.time + 50_000; clock.time < end;) {
        await budget.take('a');
        granted.push(clock.time);
      }
      for (let restart = 0; restart < 100; restart += 1) {
        budget = new RequestBudget(perMinute, clock);
        for (const end = clock.time + 500; clock.time < end;) {
          await budget.take('a');
          granted.push(clock.time);
        }
      }
      for (const from of granted) {
        expect(granted.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(
          perMinute,
        );
      }
    },
  );

  test('lets everybody through when the collector stops', async () => {
    const stop = new AbortController();
    const sleep = (): Promise<void> =>
      new Promise((resolve) => stop.signal.addEventListener('abort', () => resolve()));
    const budget = new RequestBudget(10, { now: () => 0, sleep }, stop.signal);
    budget.block(60_000);
    const taken = Promise.all([budget.take('a'), budget.take('b')]);
    stop.abort();
    await expect(taken).resolves.toHaveLength(2);
  });

  test('content types take turns, however many requests one has', async () => {
    const budget = new RequestBudget(1_000, new JumpingClock());
    budget.block(1_000);
    const order: string[] = [];
    const ask = (type: string): Promise<void> => budget.take(type).then(() => void order.push(type));
    const asked = [...Array.from({ length: 6 }, () => ask('a')), ask('b'), ask('b'), ask('c')];
    await Promise.all(asked);
    expect(order.indexOf('c')).toBeLessThan(4);
    expect(order.lastIndexOf('b')).toBeLessThan(6);
    expect(order).toHaveLength(9);
  });

  test('grants nothing while the tenant is blocked', async () => {
    const clock = new JumpingClock();
    const budget = new RequestBudget(10, clock);
    budget.block(45_000);
    budget.block(10_000);
    await budget.take('a');
    expect(clock.time).toBe(45_000);
  });
});
