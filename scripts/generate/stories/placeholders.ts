import type { Person, Tenant } from '../tenant';

/** What a story can say of a person: `{{victim.upn}}`. */
const OF_A_PERSON: Readonly<Record<string, (person: Person) => string>> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  upn: ({ upn }) => upn,
  alias: ({ upn }) => upn.slice(0, upn.indexOf('@')),
  puid: ({ puid }) => puid,
  sid: ({ sid }) => sid,
  mailbox_id: ({ mailboxId }) => mailboxId,
  user_agent: ({ device }) => device.userAgent,
};

const OF_THE_TENANT: Readonly<Record<string, (tenant: Tenant) => string>> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  domain: ({ domain }) => domain,
  initial_domain: ({ initialDomain }) => initialDomain,
};

/** The forms in which Microsoft writes a moment. */
const OF_THE_TIME: Readonly<Record<string, (iso: string) => string>> = {
  audit: (iso) => iso.slice(0, 19),
  hub: (iso) => `${iso.slice(0, 23)}0000Z`,
  offset: (iso) => `${iso.slice(0, 23)}000+00:00`,
  utc: (iso) => `${iso.slice(0, 19)}Z`,
};

/** One record of a story, as far as placeholders ask. */
export interface Scene {
  readonly tenant: Tenant;
  readonly cast: ReadonlyMap<string, Person>;
  readonly who: Person;
  /** Somebody else of the tenant, another in each repetition of a step. */
  readonly other: Person;
  readonly ip: string;
  readonly occurred: number;
  /** A GUID of this record alone. */
  readonly id: string;
  /** Number of the repetition, from 0. */
  readonly n: number;
  /** GUIDs that stay the same through the story, by name. */
  guid(name: string): string;
}

/** Every placeholder that a story with this cast may use; `guid.*` stands for any name. */
export function knownPlaceholders(cast: Iterable<string>): string[] {
  const people = ['who', 'other', ...cast];
  return [
    'id',
    'n',
    'ip',
    ...Object.keys(OF_THE_TIME).map((form) => `time.${form}`),
    ...Object.keys(OF_THE_TENANT).map((fact) => `tenant.${fact}`),
    ...people.flatMap((person) => Object.keys(OF_A_PERSON).map((fact) => `${person}.${fact}`)),
  ];
}

/** Names with a meaning of their own, which no member of a cast can have. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  'who',
  'other',
  'tenant',
  'time',
  'guid',
  'id',
  'n',
  'ip',
]);

export function isGuidPlaceholder(placeholder: string): boolean {
  return /^guid\.[a-z][a-z0-9_]*$/.test(placeholder);
}

/** The value of a placeholder that the loader has let through. */
export function valueOf(placeholder: string, scene: Scene): string {
  if (placeholder === 'id' || placeholder === 'ip') return scene[placeholder];
  if (placeholder === 'n') return String(scene.n);
  const [subject = '', fact = ''] = placeholder.split('.');
  if (subject === 'guid') return scene.guid(fact);
  const value =
    subject === 'time'
      ? OF_THE_TIME[fact]?.(new Date(scene.occurred).toISOString())
      : subject === 'tenant'
        ? OF_THE_TENANT[fact]?.(scene.tenant)
        : factOf(personOf(subject, scene), fact);
  if (value === undefined) throw new RangeError(`unknown placeholder {{${placeholder}}}`);
  return value;
}

function personOf(subject: string, { who, other, cast }: Scene): Person | undefined {
  if (subject === 'who') return who;
  return subject === 'other' ? other : cast.get(subject);
}

function factOf(person: Person | undefined, fact: string): string | undefined {
  return person === undefined ? undefined : OF_A_PERSON[fact]?.(person);
}
