import { completeUpTo, nextWindow } from './next-window';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-03-10T12:00:00.700Z');
const span = { backlog: DAY, overlap: 30 * MINUTE };

describe('nextWindow', () => {
  test('the first begins so far back as the configuration says, and spans four hours and the overlap', () => {
    expect(nextWindow(NOW, undefined, span)).toEqual({
      window: { from: Date.parse('2026-03-09T12:00:00Z'), to: Date.parse('2026-03-09T16:30:00Z') },
      more: true,
      gap: undefined,
    });
  });

  test('goes on at the cursor, up to the whole second that the service’s clock has reached', () => {
    const cursor = Date.parse('2026-03-10T11:29:12.345Z');
    expect(nextWindow(NOW, cursor, span)).toEqual({
      window: { from: Date.parse('2026-03-10T11:29:12Z'), to: Date.parse('2026-03-10T12:00:00Z') },
      more: false,
      gap: undefined,
    });
  });

  test('never begins before what the service lists, and says what is lost', () => {
    const cursor = NOW - 9 * DAY;
    const plan = nextWindow(NOW, cursor, span);
    expect(plan?.window.from).toBeGreaterThan(NOW - 7 * DAY);
    expect(plan?.window.from).toBeLessThanOrEqual(NOW - 7 * DAY + 5 * MINUTE);
    expect(plan?.gap).toEqual({ from: cursor, to: plan?.window.from });
  });

  test('a first run never tells of a gap', () => {
    expect(nextWindow(NOW, undefined, { ...span, backlog: 30 * DAY })?.gap).toBeUndefined();
  });

  test('nothing is listed before a second has gone by, nor with a cursor in the future', () => {
    expect(nextWindow(NOW, NOW - 300, span)).toBeUndefined();
    expect(nextWindow(NOW, NOW + HOUR, span)).toBeUndefined();
  });

  test.each([0, 30, 720])(
    'with an overlap of %i minutes the cursor comes up to now less the overlap in windows below 24 hours',
    (minutes) => {
      const overlap = minutes * MINUTE;
      let cursor: number | undefined;
      let windows = 0;
      for (let more = true; more; windows += 1) {
        const plan = nextWindow(NOW, cursor, { backlog: 7 * DAY, overlap });
        if (!plan || windows > 200) throw new Error('does not come to an end');
        expect(plan.window.to - plan.window.from).toBeLessThan(DAY);
        // No window may leave out what the one before has not completed.
        if (cursor !== undefined) expect(plan.window.from).toBeLessThanOrEqual(cursor);
        cursor = completeUpTo(plan.window, NOW, { overlap });
        ({ more } = plan);
      }
      expect(cursor).toBeGreaterThanOrEqual(Math.min(NOW - overlap, Math.floor(NOW / 1000) * 1000));
      expect(windows).toBeLessThanOrEqual(45);
    },
  );
});

test('what was listed early enough is complete to its end, else to the overlap before it was listed', () => {
  const window = { from: NOW - 2 * HOUR, to: NOW - HOUR };
  expect(completeUpTo(window, NOW, { overlap: 30 * MINUTE })).toBe(NOW - HOUR);
  expect(completeUpTo(window, NOW, { overlap: 90 * MINUTE })).toBe(NOW - 90 * MINUTE);
  expect(completeUpTo(window, NOW, { overlap: 5 * HOUR })).toBe(window.from);
});
