/** How much goes on in an hour of the week (1 Monday to 7 Sunday), 1 on average. */
export type Rhythm = (hour: number, weekday: number) => number;

const WORKING_DAY = [
  0.1, 0.1, 0.1, 0.1, 0.1, 0.15, 0.4, 1, 2.4, 3, 3, 2.7, 1.8, 2.4, 2.8, 2.7, 2.2, 1.4, 0.8, 0.5, 0.4, 0.3,
  0.2, 0.15,
];
const WEEKEND_FACTOR = 0.12;

/** People: office hours with a break at noon, little at night, less at weekends. */
export const workRhythm: Rhythm = normalised(
  (hour, weekday) => (WORKING_DAY[hour] ?? 0) * (weekday >= 6 ? WEEKEND_FACTOR : 1),
);

/** Services: the same at all hours. */
export const steadyRhythm: Rhythm = () => 1;

function normalised(rhythm: Rhythm): Rhythm {
  const week = Array.from({ length: 7 }, (_, day) =>
    Array.from({ length: 24 }, (_, hour) => rhythm(hour, day + 1)),
  );
  const mean = week.flat().reduce((sum, value) => sum + value, 0) / (7 * 24);
  return (hour, weekday) => (week[weekday - 1]?.[hour] ?? 0) / mean;
}
