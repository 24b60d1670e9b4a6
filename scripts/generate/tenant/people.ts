import type { Faker } from '@faker-js/faker';
import type { Random } from '../random';
import { PEOPLE_PER_ADDRESS, homeAddress } from './addresses';
import {
  BROWSERS,
  DEPARTMENTS,
  DOMAIN,
  EXECUTIVES,
  FINANCE,
  INITIAL_DOMAIN,
  PARTNER_DOMAINS,
  SERVICES,
} from './catalogue';
import type { Device, Office, Person, PersonKind } from './types';

/** How many there are of each kind among so many users. */
export interface Head {
  readonly administrators: number;
  readonly finance: number;
  readonly contractors: number;
  readonly guests: number;
}

export function headCount(users: number): Head {
  const share = (part: number, least: number): number => Math.max(least, Math.round(users * part));
  return {
    administrators: share(0.008, 3),
    finance: share(0.02, FINANCE.length),
    contractors: share(0.05, 1),
    guests: share(0.08, 1),
  };
}

/** Makes the accounts of a tenant, one after the other; no two have the same UPN. */
export class PeopleMaker {
  readonly #random: Random;
  readonly #faker: Faker;
  readonly #offices: readonly Office[];
  readonly #officeOf: (random: Random) => Office;
  readonly #taken = new Map<string, number>();
  #index = 0;

  constructor(
    random: Random,
    faker: Faker,
    offices: readonly Office[],
    officeOf: (random: Random) => Office,
  ) {
    this.#random = random;
    this.#faker = faker;
    this.#offices = offices;
    this.#officeOf = officeOf;
  }

  employee(): Person {
    const department = this.#random.pick(DEPARTMENTS);
    return this.#make('employee', department, this.#faker.person.jobTitle(), (local) => local);
  }

  executive(number: number): Person {
    const { local, title } = EXECUTIVES[number % EXECUTIVES.length] ?? { local: 'ceo', title: '' };
    return this.#make('executive', 'Executive Board', title, () => local);
  }

  finance(number: number): Person {
    const { prefix, title } = FINANCE[number % FINANCE.length] ?? { prefix: 'finance', title: '' };
    return this.#make('finance', 'Finance', title, (local) => `${prefix}.${local}`);
  }

  administrator(): Person {
    return this.#make('administrator', 'IT', 'System Administrator', (local) => `admin.${local}`);
  }

  contractor(): Person {
    return this.#make('contractor', this.#random.pick(DEPARTMENTS), 'Contractor', (local) => `ext-${local}`);
  }

  guest(): Person {
    const home = this.#random.pick(PARTNER_DOMAINS);
    return this.#make('guest', 'Guests', 'Guest', (local) => `${local}_${home}#EXT#`, INITIAL_DOMAIN);
  }

  service(number: number): Person {
    const local = SERVICES[number % SERVICES.length] ?? 'svc';
    return this.#make('service', 'IT', 'Service account', () => local);
  }

  #make(
    kind: PersonKind,
    department: string,
    title: string,
    localPart: (local: string) => string,
    domain = DOMAIN,
  ): Person {
    const random = this.#random;
    const index = this.#index++;
    const first = plain(this.#faker.person.firstName());
    const last = plain(this.#faker.person.lastName());
    const local = this.#unique(localPart(`${first}.${last}`.toLowerCase().replace(/[^a-z.]/g, '')));
    const upn = `${local}@${domain}`;
    const office = kind === 'executive' ? (this.#offices[0] as Office) : this.#officeOf(random);
    const address = office.addresses[Math.floor(index / PEOPLE_PER_ADDRESS) % office.addresses.length] ?? '';
    return {
      index,
      kind,
      id: random.guid(),
      name: kind === 'service' ? local : `${first} ${last}`,
      upn,
      upnPath: upn.toLowerCase().replace(/[^a-z0-9]/g, '_'),
      puid: `1003${(0x2000_0000 + index).toString(16)}${random.bits().toString(16).padStart(8, '0').slice(0, 4)}`.toUpperCase(),
      sid: `S-1-5-21-1004336348-1177238915-682003330-${1000 + index}`,
      mailboxId: random.guid(),
      department,
      title: plain(title),
      office,
      device: device(random),
      addresses: [address, homeAddress(index)],
    };
  }

  #unique(local: string): string {
    const count = (this.#taken.get(local) ?? 0) + 1;
    this.#taken.set(local, count);
    if (count === 1) return local;
    const [name = local, ...rest] = local.split('_');
    return [`${name}${count}`, ...rest].join('_');
  }
}

function device(random: Random): Device {
  const { os, browser, userAgent } = random.pick(BROWSERS);
  return {
    id: random.guid(),
    name: `${os === 'MacOs' ? 'MAC' : 'PC'}-${random.bits().toString(16).toUpperCase().padStart(8, '0')}`,
    os,
    browser,
    userAgent,
  };
}

/** Letters, digits and spaces: nothing that JSON text would have to escape. */
function plain(text: string): string {
  return text.replace(/[^A-Za-z0-9 .-]/g, '');
}
