import { Calendar } from './calendar';

const factors = { business: 2, night: 2.5, weekend: 3 };

describe('Calendar', () => {
  const berlin = Calendar.of('Europe/Berlin');

  test.each([
    ['a Tuesday before work', '2026-03-10T06:59:59Z', 2, 7, 1],
    ['the first minute of work', '2026-03-10T07:00:00Z', 2, 8, 2],
    ['the last minute of work', '2026-03-10T16:59:59Z', 2, 17, 2],
    ['after work', '2026-03-10T17:00:00Z', 2, 18, 1],
    ['the last minute of the evening', '2026-03-10T20:59:59Z', 2, 21, 1],
    ['the first minute of the night', '2026-03-10T21:00:00Z', 2, 22, 2.5],
    ['the last minute of the night', '2026-03-11T04:59:59Z', 3, 5, 2.5],
    ['the morning', '2026-03-11T05:00:00Z', 3, 6, 1],
    ['Friday at 23:59', '2026-03-13T22:59:59Z', 5, 23, 2.5],
    ['Saturday at midnight', '2026-03-13T23:00:00Z', 6, 0, 7.5],
    ['Saturday at noon', '2026-03-14T11:00:00Z', 6, 12, 6],
    ['Sunday evening', '2026-03-15T18:00:00Z', 7, 19, 3],
    ['Monday at midnight', '2026-03-15T23:00:00Z', 1, 0, 2.5],
    ['the hour before summer time', '2026-03-29T00:59:59Z', 7, 1, 7.5],
    ['the hour after it', '2026-03-29T01:00:00Z', 7, 3, 7.5],
    ['work in summer time', '2026-03-30T06:00:00Z', 1, 8, 2],
    ['the hour that comes twice, first', '2026-10-25T00:30:00Z', 7, 2, 7.5],
    ['the hour that comes twice, again', '2026-10-25T01:30:00Z', 7, 2, 7.5],
    ['a Saturday before 1970', '1969-12-27T11:00:00Z', 6, 12, 6],
  ])('%s', (_, text, weekday, hour, factor) => {
    const instant = Date.parse(text);
    expect(berlin.at(instant)).toMatchObject({ weekday, hour });
    expect(berlin.factor(instant, factors)).toBe(factor);
  });

  it('knows zones that are a quarter of an hour off', () => {
    const calendar = Calendar.of('Asia/Kathmandu');
    expect(calendar.at(Date.parse('2026-03-10T02:14:59Z')).hour).toBe(7);
    expect(calendar.at(Date.parse('2026-03-10T02:15:00Z')).hour).toBe(8);
  });

  it('refuses a zone that there is not', () => {
    expect(() => Calendar.of('Europe/Atlantis')).toThrow('no such time zone: Europe/Atlantis');
  });
});
