import { ServerTime } from './server-time';

const NOW = Date.parse('2026-03-10T12:00:00Z');

test('goes by the service’s clock, whatever happens to the time of day', () => {
  const day = { time: NOW, now: () => day.time };
  const steady = { time: 17, now: () => steady.time };
  const time = new ServerTime(day, steady);
  expect(time.now()).toBe(NOW);
  time.heard('nonsense');
  expect(time.isHeard).toBe(false);
  time.heard('Tue, 10 Mar 2026 15:00:00 GMT');
  expect(time.isHeard).toBe(true);
  steady.time += 5_000;
  day.time -= 43 * 3_600_000;
  expect(new Date(time.now()).toISOString()).toBe('2026-03-10T15:00:05.000Z');
  time.heard(undefined);
  time.heard('nonsense');
  expect(new Date(time.now()).toISOString()).toBe('2026-03-10T15:00:05.000Z');
});
