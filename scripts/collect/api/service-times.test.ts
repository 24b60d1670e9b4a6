import { ServerTime } from './server-time';
import { ServiceTimes } from './service-times';

const NOW = Date.parse('2026-03-10T12:00:00Z');
const DAY = 24 * 3_600_000;

test('each tenant has its clock; the earliest is of those that were heard', () => {
  // The machine is 30 days ahead, then 30 behind.
  const times = new ServiceTimes();
  const steady = { now: () => 0 };
  const [a, b, c] = [30, 30, -30].map((days) => new ServerTime({ now: () => NOW + days * DAY }, steady));
  times.add('a', a as ServerTime);
  times.add('b', b as ServerTime);
  times.add('c', c as ServerTime);
  expect(times.earliest()).toBeUndefined();
  a?.heard(new Date(NOW + 5000).toUTCString());
  expect(times.earliest()).toBe(NOW + 5000);
  b?.heard(new Date(NOW).toUTCString());
  expect(times.earliest()).toBe(NOW);
  expect([times.of('a'), times.of('b')]).toEqual([NOW + 5000, NOW]);
  expect(() => times.of('d')).toThrow('no clock of the tenant d');
});
