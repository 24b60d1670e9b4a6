import type { Random } from '../random';
import { DOMAIN, ROLES, SHARED_MAILBOXES } from './catalogue';
import type { Group, Mailbox, Person, Role } from './types';

/** A group and a site for each department and for one project per hundred people. */
export function makeGroups(random: Random, people: readonly Person[]): Group[] {
  const departments = [...new Set(people.map(({ department }) => department))].sort();
  const projects = Math.max(1, Math.round(people.length / 100));
  return [
    ...departments.map((name) =>
      makeGroup(
        random,
        name,
        people.filter(({ department }) => department === name),
      ),
    ),
    ...Array.from({ length: projects }, (_, number) =>
      makeGroup(
        random,
        `Project ${number + 1}`,
        people.filter(() => random.chance(Math.min(1, 12 / people.length))),
      ),
    ),
  ];
}

function makeGroup(random: Random, name: string, members: readonly Person[]): Group {
  return {
    id: random.guid(),
    name,
    site: name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
    siteId: random.guid(),
    members,
  };
}

export function makeMailboxes(people: readonly Person[]): Mailbox[] {
  return people.map((owner) => ({
    address: owner.upn,
    name: owner.name,
    id: owner.mailboxId,
    shared: false,
    owner,
  }));
}

export function makeSharedMailboxes(random: Random): Mailbox[] {
  return SHARED_MAILBOXES.map((name) => ({
    address: `${name}@${DOMAIN}`,
    name,
    id: random.guid(),
    shared: true,
  }));
}

export function makeRoles(administrators: readonly Person[]): Role[] {
  return ROLES.map(({ name, templateId, holders }, number) => ({
    name,
    templateId,
    holders: Array.from(
      new Set(
        Array.from(
          { length: holders },
          (_, offset) => administrators[(number + offset) % administrators.length] as Person,
        ),
      ),
    ),
  }));
}
