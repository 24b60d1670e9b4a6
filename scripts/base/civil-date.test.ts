import { civilFromDays, DAYS_OF_CYCLE, daysFromCivil, daysInMonth } from './civil-date';

describe('civil dates', () => {
  test.each([
    [1970, 1, 1, 0],
    [2000, 2, 29, 11_016],
    [1600, 3, 1, -135_080],
    [0, 3, 1, -719_468],
    [-1, 12, 31, -719_529],
  ])('%d-%d-%d is day %d', (year, month, day, days) => {
    expect(daysFromCivil(year, month, day)).toBe(days);
    expect(civilFromDays(days)).toEqual({ year, month, day });
  });

  test('every day of a cycle is the one that JavaScript’s dates say', () => {
    for (let days = 0; days < DAYS_OF_CYCLE; days += 1) {
      const date = new Date(days * 86_400_000);
      const civil = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
      if (daysFromCivil(civil.year, civil.month, civil.day) !== days) throw new Error(`day ${days}`);
      if (JSON.stringify(civilFromDays(days)) !== JSON.stringify(civil)) throw new Error(`day ${days}`);
    }
  });

  test.each([
    [2000, 2, 29],
    [1900, 2, 28],
    [2026, 4, 30],
    [2026, 12, 31],
  ])('month %d-%d has %d days', (year, month, days) => {
    expect(daysInMonth(year, month)).toBe(days);
  });
});
