import { iso, micros, seconds, ticks } from './times';

test.each([0, 999, 59_999, 86_399_999, 86_400_000, Date.UTC(2024, 1, 29, 23, 59, 59, 7), -1, -86_400_001])(
  'at %d as Date has it',
  (moment) => {
    const text = new Date(moment).toISOString();
    expect(iso(moment)).toBe(text);
    expect(seconds(moment)).toBe(text.slice(0, 19));
    expect(ticks(moment)).toBe(`${text.slice(0, 23)}0000Z`);
    expect(micros(moment)).toBe(`${text.slice(0, 23)}000+00:00`);
  },
);

test('from one day to the next and back', () => {
  const evening = Date.UTC(2026, 2, 31, 23, 59, 59);
  expect([evening, evening + 1000, evening].map(seconds)).toEqual([
    '2026-03-31T23:59:59',
    '2026-04-01T00:00:00',
    '2026-03-31T23:59:59',
  ]);
});
