import { readProfile } from '../profile';
import { Random } from '../random';
import { makeTenant } from '../tenant';
import { fileAccess } from './file-access';
import { steadyRhythm, workRhythm } from './rhythm';
import { exchangeSystem } from './system-records';
import type { Activity } from '../emission';

const HOURS = Array.from({ length: 168 }, (_, index) => ({
  hour: index % 24,
  weekday: Math.floor(index / 24) + 1,
}));

test.each([
  ['work', workRhythm],
  ['steady', steadyRhythm],
])('the %s rhythm is 1 on the average of a week', (_, rhythm) => {
  const mean = HOURS.reduce((sum, { hour, weekday }) => sum + rhythm(hour, weekday), 0) / 168;
  expect(mean).toBeCloseTo(1, 9);
});

/** Records by UTC day of two weeks. */
function perDay(activity: Activity): number[] {
  const profile = readProfile(undefined, { users: 200, days: 14 });
  const days = Array.from({ length: 14 }, () => 0);
  for (const { occurred } of activity.emissions(
    makeTenant(profile),
    profile,
    Random.of('rhythm', activity.name),
  )) {
    const day = Math.floor((occurred - profile.start) / 86_400_000);
    days[day] = (days[day] ?? 0) + 1;
  }
  return days;
}

test('people rest at weekends', () => {
  const days = perDay(fileAccess);
  const weekend = days.filter((_, day) => day % 7 >= 5);
  const week = days.filter((_, day) => day % 7 < 5);
  expect(Math.max(...weekend)).toBeLessThan(Math.min(...week) / 3);
});

test('the rate is kept: 20 a user and day over two weeks', () => {
  const count = perDay(fileAccess).reduce((sum, day) => sum + day, 0);
  const expected = 20 * 200 * 14;
  expect(Math.abs(count - expected)).toBeLessThan(5 * Math.sqrt(expected));
});

test('services do not rest', () => {
  const days = perDay(exchangeSystem);
  expect(Math.min(...days)).toBeGreaterThan(Math.max(...days) * 0.85);
});
