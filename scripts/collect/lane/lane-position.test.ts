import { LanePosition } from './lane-position';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-03-10T12:00:00Z');

/** Reads from where the position says up to `to`. */
function read(position: LanePosition, now: number, to: number, more = false): void {
  position.begin({ from: position.from(now) ?? to, to });
  position.advance(now, to, more);
}

test('long after the start the cursor goes with what was read', () => {
  const position = new LanePosition(NOW - DAY);
  position.subscribed(NOW - 12 * HOUR);
  expect(position.from(NOW)).toBe(NOW - DAY);
  read(position, NOW, NOW - HOUR);
  expect(position.cursor).toBe(NOW - HOUR);
  expect(position.from(NOW)).toBe(NOW - HOUR);
});

test('a subscription that somebody else started holds nothing up', () => {
  const position = new LanePosition(NOW - DAY);
  position.subscribed(undefined);
  read(position, NOW, NOW - HOUR);
  expect(position.cursor).toBe(NOW - HOUR);
});

test('for twelve hours it reads on, the cursor stays, and every quarter of an hour it begins there again', () => {
  const position = new LanePosition(NOW - DAY);
  position.subscribed(NOW);
  read(position, NOW, NOW - HOUR, true);
  read(position, NOW + MINUTE, NOW);
  expect(position.cursor).toBe(NOW - DAY);
  expect(position.from(NOW + 10 * MINUTE)).toBe(NOW);
  // A quarter of an hour after the end was reached, however long the way there took.
  expect(position.from(NOW + 16 * MINUTE)).toBe(NOW - DAY);
  read(position, NOW + 16 * MINUTE, NOW - HOUR, true);
  expect(position.from(NOW + 17 * MINUTE)).toBe(NOW - HOUR);
  read(position, NOW + 40 * MINUTE, NOW + 10 * MINUTE);
  expect(position.from(NOW + 41 * MINUTE)).toBe(NOW + 10 * MINUTE);
  expect(position.cursor).toBe(NOW - DAY);
});

test('when the twelve hours are over, everything is listed once more, and then the cursor moves', () => {
  const position = new LanePosition(NOW - DAY);
  position.subscribed(NOW);
  const before = NOW + 12 * HOUR - 1;
  read(position, before, before);
  expect(position.cursor).toBe(NOW - DAY);
  expect(position.from(before + 1)).toBe(NOW - DAY);
  read(position, before + 1, NOW, true);
  expect(position.cursor).toBe(NOW);
  expect(position.from(before + 2)).toBe(NOW);
});

test('a backlog of seven days: the cursor comes to six days before the start, so that nothing falls out of what is listed', () => {
  const position = new LanePosition(undefined);
  position.subscribed(NOW);
  position.begin({ from: NOW - 7 * DAY, to: NOW });
  expect(position.cursor).toBe(NOW - 7 * DAY);
  read(position, NOW, NOW - 6.5 * DAY, true);
  expect(position.cursor).toBe(NOW - 6.5 * DAY);
  read(position, NOW, NOW - 5.5 * DAY, true);
  expect(position.cursor).toBe(NOW - 6 * DAY);
  expect(position.from(NOW)).toBe(NOW - 5.5 * DAY);
});

test('a start that a wrong clock noted in the future holds nothing up', () => {
  const position = new LanePosition(NOW - DAY);
  position.subscribed(NOW + 30 * DAY);
  read(position, NOW, NOW - HOUR);
  expect(position.cursor).toBe(NOW - HOUR);
});

describe('blobs that are left', () => {
  test('it reads on, and the cursor stays at the second of the oldest', () => {
    const position = new LanePosition(NOW - DAY);
    position.leaves(NOW - 5 * HOUR + 300);
    read(position, NOW, NOW - 2 * HOUR);
    expect(position.cursor).toBe(NOW - 5 * HOUR);
    expect(position.from(NOW)).toBe(NOW - 2 * HOUR);
    position.leaves(NOW - 4 * HOUR);
    read(position, NOW + HOUR, NOW);
    expect(position.cursor).toBe(NOW - 4 * HOUR);
    // Not every quarter of an hour: they are tried again by themselves.
    expect(position.from(NOW + HOUR)).toBe(NOW);
    position.leaves(undefined);
    read(position, NOW + 2 * HOUR, NOW + HOUR);
    expect(position.cursor).toBe(NOW + HOUR);
  });

  test('when the first hours of a subscription are over, everything is listed once more, and once only', () => {
    const position = new LanePosition(NOW - DAY);
    position.subscribed(NOW);
    position.leaves(NOW - HOUR);
    read(position, NOW, NOW);
    expect(position.from(NOW + MINUTE)).toBe(NOW);
    const over = NOW + 12 * HOUR;
    expect(position.from(over)).toBe(NOW - DAY);
    read(position, over, NOW, true);
    expect(position.cursor).toBe(NOW - HOUR);
    expect(position.from(over)).toBe(NOW);
  });
});
