import { QUARTER, Calendar } from '../calendar';
import type { HourFactors } from '../calendar';
import { Random } from '../random';
import { makeTenant } from '../tenant';
import { chiSquareProbability } from '../../testing/chi-square';
import { mailboxPermissionRecords } from './generate';

// A year, so that both changes of the clock are within.
const profile = {
  seed: 'rhythm',
  users: 100,
  start: Date.UTC(2026, 0, 1),
  days: 365,
  timeZone: 'Europe/Berlin',
  dialect: 'wire',
  mailboxPermissionsPerHour: 3,
} as const;
const end = profile.start + profile.days * 86_400_000;
const calendar = Calendar.of(profile.timeZone);

const hourOfWeek = (instant: number): number => {
  const { weekday, hour } = calendar.at(instant);
  return (weekday - 1) * 24 + hour;
};

const counts = Array<number>(168).fill(0);
const random = Random.of(profile.seed, 'mailbox-permission');
for (const { occurred } of mailboxPermissionRecords(makeTenant(profile), profile, random)) {
  counts[hourOfWeek(occurred)]! += 1;
}

/** The probability of the counts of a year by hour of the week, were the document’s factors these. */
function probability(base: number, factors: HourFactors, factor = calendar.factor.bind(calendar)): number {
  const expected = Array<number>(168).fill(0);
  for (let instant = profile.start; instant < end; instant += QUARTER) {
    expected[hourOfWeek(instant)]! += (base * factor(instant, factors)) / 4;
  }
  return chiSquareProbability(counts, expected);
}

describe('the hours of a year', () => {
  it('follow 3 an hour, × 2.0 in business hours, × 2.5 at night, × 2.0 at weekends', () => {
    expect(probability(3, { business: 2, night: 2.5, weekend: 2 })).toBeGreaterThan(0.001);
  });

  it.each([
    ['another base rate', 3.2, { business: 2, night: 2.5, weekend: 2 }],
    ['business hours × 1.9', 3, { business: 1.9, night: 2.5, weekend: 2 }],
    ['business hours × 2.1', 3, { business: 2.1, night: 2.5, weekend: 2 }],
    ['a night × 2.4', 3, { business: 2, night: 2.4, weekend: 2 }],
    ['a weekend × 1.9', 3, { business: 2, night: 2.5, weekend: 1.9 }],
  ])('do not follow %s', (_, base, factors) => {
    expect(probability(base, factors)).toBeLessThan(0.001);
  });

  it('do not follow factors that add up, or the larger one, where weekend and hour meet', () => {
    const factors = { business: 2, night: 2.5, weekend: 2 };
    const weekday = { ...factors, weekend: 1 };
    const combined = (combine: (hour: number, weekend: number) => number) =>
      probability(3, factors, (instant) =>
        combine(calendar.factor(instant, weekday), calendar.at(instant).weekend ? 2 : 1),
      );
    expect(combined((hour, weekend) => hour * weekend)).toBeGreaterThan(0.001);
    expect(combined((hour, weekend) => (weekend === 1 ? hour : hour + weekend - 1))).toBeLessThan(0.001);
    expect(combined(Math.max)).toBeLessThan(0.001);
  });

  it('do not follow the clock of another time zone', () => {
    const utc = Calendar.of('UTC');
    expect(probability(3, { business: 2, night: 2.5, weekend: 2 }, utc.factor.bind(utc))).toBeLessThan(0.001);
  });
});
