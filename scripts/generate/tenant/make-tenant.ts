import type { Profile } from '../profile';
import { Random } from '../random';
import { OUTSIDE_ADDRESSES, PEOPLE_PER_ADDRESS, officeAddress } from './addresses';
import { DOMAIN, EXECUTIVES, INITIAL_DOMAIN, OFFICES, SERVICES } from './catalogue';
import { seededFaker } from './faker';
import { makeGroups, makeMailboxes, makeRoles, makeSharedMailboxes } from './groups';
import { PeopleMaker, headCount } from './people';
import type { NewAccount, Office, Person, Tenant } from './types';

const DAY = 86_400_000;

/** The organisation of a profile: its seed, users and span decide, nothing else does. */
export function makeTenant({
  seed,
  users,
  start,
  days,
  timeZone: homeZone,
}: Pick<Profile, 'seed' | 'users' | 'start' | 'days' | 'timeZone'>): Tenant {
  const random = Random.of(seed, 'tenant');
  const offices = makeOffices(users, homeZone);
  const maker = new PeopleMaker(random, seededFaker(Random.of(seed, 'names')), offices, (draw) =>
    officeOf(offices, draw),
  );
  const head = headCount(users);
  const executives = repeat(Math.min(EXECUTIVES.length, Math.max(1, Math.floor(users / 5))), (number) =>
    maker.executive(number),
  );
  const finance = repeat(head.finance, (number) => maker.finance(number));
  const administrators = repeat(head.administrators, () => maker.administrator());
  const contractors = repeat(head.contractors, () => maker.contractor());
  const special = [...executives, ...finance, ...administrators, ...contractors];
  const employees = repeat(Math.max(1, users - special.length), () => maker.employee());
  const people = [...special, ...employees];
  const recent = employees.slice(-Math.max(1, Math.round(users / 200)));
  const tenantRandom = Random.of(seed, 'tenant', 'groups');
  const sharedMailboxes = makeSharedMailboxes(tenantRandom);
  return {
    id: tenantRandom.guid(),
    name: 'Contoso',
    domain: DOMAIN,
    initialDomain: INITIAL_DOMAIN,
    offices,
    people,
    executives,
    finance,
    administrators,
    contractors,
    guests: repeat(head.guests, () => maker.guest()),
    services: repeat(SERVICES.length, (number) => maker.service(number)),
    groups: makeGroups(tenantRandom, people),
    mailboxes: [...makeMailboxes(people), ...sharedMailboxes],
    sharedMailboxes,
    roles: makeRoles(administrators),
    newAccounts: makeNewAccounts(Random.of(seed, 'tenant', 'new'), recent, start, days),
    outsideAddresses: OUTSIDE_ADDRESSES,
  };
}

/** The first office is in the profile's time zone. */
function makeOffices(users: number, homeZone: string): Office[] {
  let next = 0;
  return OFFICES.map(({ city, timeZone, share }, number) => {
    const count = Math.max(1, Math.ceil((users * share) / PEOPLE_PER_ADDRESS));
    const addresses = repeat(count, () => officeAddress(next++));
    return { city, timeZone: number === 0 ? homeZone : timeZone, addresses, network: `10.${number + 1}` };
  });
}

function officeOf(offices: readonly Office[], random: Random): Office {
  let rest = random.float();
  const index = OFFICES.findIndex(({ share }) => (rest -= share) < 0);
  return (offices[index] ?? offices[0]) as Office;
}

/** When they were made: spread over the span, at an hour of work. */
function makeNewAccounts(
  random: Random,
  people: readonly Person[],
  start: number,
  days: number,
): NewAccount[] {
  return people
    .map((person) => ({
      person,
      created:
        start +
        Math.min(
          days * DAY - 1000,
          random.below(Math.ceil(days)) * DAY + random.between(9 * 3600, 15 * 3600) * 1000,
        ),
    }))
    .sort((a, b) => a.created - b.created);
}

function repeat<T>(count: number, make: (number: number) => T): T[] {
  return Array.from({ length: count }, (_, number) => make(number));
}
