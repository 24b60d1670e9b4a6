import type { Entry } from './entry';
import { SlidingView } from './sliding-view';

const entry = (date: number): Entry => ({
  number: date,
  document: { index: 'logs', id: String(date), source: {}, occurred: date, arrival: date },
  date,
  hasOwnClock: true,
  keys: [],
  stages: [],
  ingested: undefined,
});
const dates = (entries: readonly Entry[]): number[] => entries.map(({ date }) => date);

/** A view over documents of these dates that moves to each of the spans; what happened at the last. */
function lastMove(
  all: readonly number[],
  spans: readonly (readonly [number, number])[],
): Record<string, number[]> {
  const view = new SlidingView();
  for (const date of all) view.add(entry(date));
  let last: Record<string, number[]> = {};
  for (const [from, to] of spans) {
    const { entered, left, late } = view.moveTo({ from, to });
    last = { entered: dates(entered), left: dates(left), late: dates(late) };
  }
  return last;
}

test.each([
  ['both ends belong to it', [9, 10, 20, 21], [[10, 20]], { entered: [10, 20], left: [], late: [9] }],
  ['what came in any order enters by date', [15, 12], [[10, 20]], { entered: [12, 15], left: [], late: [] }],
  [
    'what it leaves behind leaves it',
    [10, 11, 19],
    [
      [10, 20],
      [12, 22],
    ],
    { entered: [], left: [10, 11], late: [] },
  ],
  [
    'younger documents wait',
    [25],
    [
      [10, 20],
      [16, 26],
    ],
    { entered: [25], left: [], late: [] },
  ],
] as const)('%s', (_name, all, spans, expected) => {
  expect(lastMove(all, spans)).toEqual(expected);
});

test('what lies on one millisecond', () => {
  const view = new SlidingView();
  for (const date of [10, 12, 12, 13]) view.add(entry(date));
  view.moveTo({ from: 10, to: 20 });
  expect(dates(view.at(12))).toEqual([12, 12]);
  expect(view.at(11)).toEqual([]);
});

test('is empty once all left', () => {
  const view = new SlidingView();
  view.add(entry(10));
  expect(view.isEmpty).toBe(false);
  view.moveTo({ from: 0, to: 20 });
  expect(view.isEmpty).toBe(false);
  view.moveTo({ from: 11, to: 31 });
  expect(view.isEmpty).toBe(true);
});
