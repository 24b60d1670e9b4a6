import { Random } from '../random';
import { makeTenant } from '../tenant';
import { mailboxPermissionRecords } from './generate';

// The smallest tenant: three administrators share fifteen grants an hour in weekend nights.
const profile = {
  seed: 'turns',
  users: 20,
  start: Date.UTC(2026, 2, 2),
  days: 90,
  timeZone: 'Europe/Berlin',
  dialect: 'wire',
  mailboxPermissionsPerHour: 3,
} as const;

/** Grants in a row that exo-mailbox-permission-bulk-grants takes for a burst, within the minutes that it looks back. */
const BURST = 10;
const HOUR = 3_600_000;

it('lets no administrator grant in bulk by chance', () => {
  const byActor = new Map<string, number[]>();
  const random = Random.of(profile.seed, 'mailbox-permission');
  for (const { occurred, text } of mailboxPermissionRecords(makeTenant(profile), profile, random)) {
    const { UserId, ResultStatus } = JSON.parse(text) as { UserId: string; ResultStatus: string };
    const times = byActor.get(UserId) ?? [];
    if (ResultStatus === 'True') times.push(occurred);
    byActor.set(UserId, times);
  }
  expect(byActor.size).toBe(3);
  for (const times of byActor.values()) {
    const bursts = times.filter((time, index) => time - (times[index - BURST + 1] ?? -Infinity) < HOUR);
    expect(bursts).toEqual([]);
  }
});
