import { lineOf, prove } from './prove';
import { TargetServer } from './target';
import type { Played } from './played';

jest.setTimeout(600_000);

/** Of those that `npm run collect:prove` plays by the thousand. */
const SCHEDULES = 15;

describe('nothing lost, nothing doubled', () => {
  const played = new Map<number, Played>();

  beforeAll(async () => {
    await using target = await TargetServer.open();
    await prove(target, {
      seed: 'ci',
      numbers: Array.from({ length: SCHEDULES }, (_, number) => number),
      jobs: 3,
      played: (one) => played.set(one.schedule.number, one),
    });
  });

  test.each(Array.from({ length: SCHEDULES }, (_, number) => [number]))(
    'schedule %i ends with what was published, each record once',
    (number) => {
      const one = played.get(number)!;
      expect({ what: lineOf(one), problems: one.problems, log: one.problems.length > 0 && one.log }).toEqual({
        what: expect.stringMatching(/^ok /) as string,
        problems: [],
        log: false,
      });
    },
  );

  test('the schedules have kills, faults on both sides, rollovers and records that cannot be read', () => {
    const all = [...played.values()];
    const sum = (count: (one: Played) => number): number => all.reduce((total, one) => total + count(one), 0);
    expect(sum(({ kills }) => kills)).toBeGreaterThan(5);
    expect(sum(({ rollovers }) => rollovers)).toBeGreaterThan(5);
    expect(sum(({ deadLetters }) => deadLetters)).toBeGreaterThan(5);
    expect(sum(({ apiFaults }) => apiFaults.size)).toBeGreaterThan(20);
    expect(sum(({ elasticsearchFaults }) => elasticsearchFaults.size)).toBeGreaterThan(20);
    expect(sum(({ records }) => records)).toBeGreaterThan(3000);
  });
});
