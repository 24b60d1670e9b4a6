import type { Random } from '../random';
import type { Mailbox, Person, Tenant } from '../tenant';
import { CLIENTS, EXTERNAL_ACCESS, RIGHTS, SITES, SUCCEEDED } from './choices';
import type { Right } from './choices';
import { PATTERN_WEIGHTS, rightsOf } from './patterns';
import type { ChosenPattern } from './patterns';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** An account counts as recently created from minutes after its making until shortly before seven days are over. */
const RECENT = { from: 5 * MINUTE, to: 7 * DAY - 60 * MINUTE };

/** One grant, before it is written in a dialect. Both dialects draw the same. */
export interface Grant {
  /** Whole seconds, in epoch milliseconds. */
  readonly occurred: number;
  readonly id: string;
  readonly administrator: Person;
  readonly mailbox: Mailbox;
  /** Who gets the right: a UPN. */
  readonly grantee: string;
  readonly right: Right;
  readonly autoMapping: boolean;
  readonly succeeded: boolean;
  readonly externalAccess: boolean;
  readonly privateAddress: string | undefined;
  /** The administrator’s office or home as the internet sees it. */
  readonly publicAddress: string;
  readonly port: number;
  /** Name of the Exchange server, without its version. */
  readonly server: string;
  readonly build: number;
  readonly sessionId: string;
  readonly client: string;
  /** undefined: an ordinary grant. */
  readonly pattern: ChosenPattern | undefined;
}

/** Draws the grants of a tenant. */
export class GrantMaker {
  readonly #tenant: Tenant;
  readonly #random: Random;
  readonly #suspicious: number;
  readonly #ordinaryGrantees: readonly Person[];
  readonly #ordinaryMailboxes: readonly Mailbox[];
  readonly #vipMailboxes: readonly Mailbox[];
  /** An account is recently created once: a sequence in EQL takes its making for one grant only. */
  readonly #granted = new Set<Person>();
  #turns: Person[] = [];

  /** `suspicious` is the share of grants that follow a suspicious pattern, 0 to 1. */
  constructor(tenant: Tenant, random: Random, suspicious: number) {
    this.#tenant = tenant;
    this.#random = random;
    this.#suspicious = suspicious;
    const recent = new Set(tenant.newAccounts.map(({ person }) => person.index));
    const isOrdinary = ({ kind, index }: Person): boolean => kind === 'employee' && !recent.has(index);
    this.#ordinaryGrantees = tenant.people.filter(isOrdinary);
    this.#ordinaryMailboxes = tenant.mailboxes.filter(({ owner }) => !owner || isOrdinary(owner));
    this.#vipMailboxes = tenant.mailboxes.filter(
      ({ owner }) => owner?.kind === 'executive' || owner?.kind === 'finance',
    );
  }

  /** The grant of an instant; instants come in order. */
  at(instant: number): Grant {
    const random = this.#random;
    const pattern = random.chance(this.#suspicious) ? this.#pattern(instant) : undefined;
    const administrator = this.#administrator();
    const right = random.pick(pattern ? rightsOf(pattern) : RIGHTS);
    const inside = random.chance(0.5);
    return {
      occurred: Math.floor(instant / 1000) * 1000,
      id: random.guid(),
      administrator,
      mailbox: random.pick(
        pattern === 'executive-or-finance-mailbox' ? this.#vipMailboxes : this.#ordinaryMailboxes,
      ),
      grantee: this.#grantee(pattern, instant),
      right,
      autoMapping: pattern === 'automapping',
      succeeded: random.pick(SUCCEEDED),
      externalAccess: random.pick(EXTERNAL_ACCESS),
      privateAddress: inside
        ? `${administrator.office.network}.${random.below(256)}.${random.between(1, 254)}`
        : undefined,
      publicAddress: random.pick(administrator.addresses),
      port: random.between(49_152, 65_535),
      server: `${random.pick(SITES)}MB${random.between(1000, 9999)}`,
      build: random.between(10, 48),
      sessionId: random.guid(),
      client: random.pick(CLIENTS),
      pattern,
    };
  }

  /** Administrators take turns, each round in another order: nobody grants in bulk by chance. */
  #administrator(): Person {
    if (this.#turns.length === 0) this.#turns = [...this.#tenant.administrators];
    const [next] = this.#turns.splice(this.#random.below(this.#turns.length), 1);
    if (!next) throw new RangeError('the tenant has no administrator');
    return next;
  }

  /** A pattern that the tenant has the accounts for at that instant. */
  #pattern(instant: number): ChosenPattern {
    const { contractors, guests } = this.#tenant;
    const lacking = new Set<ChosenPattern>();
    if (contractors.length === 0) lacking.add('full-access-contractor');
    if (guests.length === 0) lacking.add('full-access-external');
    if (this.#vipMailboxes.length === 0) lacking.add('executive-or-finance-mailbox');
    if (this.#recentlyCreated(instant).length === 0) lacking.add('recently-created-account');
    return this.#random.weighted(PATTERN_WEIGHTS.filter(([pattern]) => !lacking.has(pattern)));
  }

  #grantee(pattern: ChosenPattern | undefined, instant: number): string {
    const random = this.#random;
    switch (pattern) {
      case 'full-access-contractor':
        return random.pick(this.#tenant.contractors).upn;
      case 'full-access-external':
        return random.pick(this.#tenant.guests).upn;
      case 'recently-created-account':
        return this.#firstGrant(random.pick(this.#recentlyCreated(instant)));
      default:
        return random.pick(this.#ordinaryGrantees).upn;
    }
  }

  #recentlyCreated(instant: number): Person[] {
    return this.#tenant.newAccounts
      .filter(({ created }) => instant >= created + RECENT.from && instant < created + RECENT.to)
      .map(({ person }) => person)
      .filter((person) => !this.#granted.has(person));
  }

  #firstGrant(person: Person): string {
    this.#granted.add(person);
    return person.upn;
  }
}
