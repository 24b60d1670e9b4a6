import { KnownIds } from './known-ids';

test('an id is known for the horizon at least and twice the horizon at most', () => {
  const ids = new KnownIds(10);
  expect(ids.add('a', 100)).toBe(true);
  expect(ids.add('a', 110)).toBe(false);
  expect(ids.add('a', 120)).toBe(true);
});

test('an id that came late in a turn outlives the turn', () => {
  const ids = new KnownIds(10);
  ids.add('first', 100);
  ids.add('late', 109);
  expect(ids.add('x', 111)).toBe(true);
  expect(ids.add('late', 119)).toBe(false);
});

test('after a long silence nothing is known', () => {
  const ids = new KnownIds(10);
  ids.add('a', 100);
  expect(ids.add('a', 121)).toBe(true);
});
