/** A place of work. */
export interface Office {
  readonly city: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Addresses its people are seen under, from 192.0.2.0/24 and, where those are used up, from 2001:db8:1::/48. */
  readonly addresses: readonly string[];
  /** The network inside, a /16 of 10.0.0.0/8, without the last two parts: `10.3`. */
  readonly network: string;
}

export interface Device {
  readonly id: string;
  readonly name: string;
  /** As Entra writes it, e.g. `Windows10`. */
  readonly os: string;
  readonly browser: string;
  readonly userAgent: string;
}

export type PersonKind =
  'employee' | 'executive' | 'finance' | 'administrator' | 'contractor' | 'guest' | 'service';

/** An account. No value needs escaping within JSON text: activities put them into their records as they are. */
export interface Person {
  readonly index: number;
  readonly kind: PersonKind;
  /** The object id in Entra. */
  readonly id: string;
  readonly name: string;
  readonly upn: string;
  /** The UPN as the address of a OneDrive spells it: `a_lee_contoso_com`. */
  readonly upnPath: string;
  /** Exchange's user key (PUID), 16 hexadecimal digits. */
  readonly puid: string;
  readonly sid: string;
  readonly mailboxId: string;
  readonly department: string;
  readonly title: string;
  readonly office: Office;
  readonly device: Device;
  /** Where it works from: the office first, then its home. */
  readonly addresses: readonly [string, string];
}

export interface Mailbox {
  readonly address: string;
  readonly name: string;
  readonly id: string;
  readonly shared: boolean;
  /** Of a person's mailbox. */
  readonly owner?: Person;
}

export interface Group {
  readonly id: string;
  readonly name: string;
  /** The last part of its site's address: `sites/<site>`. */
  readonly site: string;
  readonly siteId: string;
  readonly members: readonly Person[];
}

export interface Role {
  readonly name: string;
  /** The role template of Entra, the same in every tenant. */
  readonly templateId: string;
  readonly holders: readonly Person[];
}

/** An account made within the days of the log. */
export interface NewAccount {
  readonly person: Person;
  /** Epoch milliseconds. */
  readonly created: number;
}

/** A whole organisation, the same for the same seed, size and span. */
export interface Tenant {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly initialDomain: string;
  readonly offices: readonly Office[];
  /** Everybody below who works here: employees, executives, finance, administrators, contractors. */
  readonly people: readonly Person[];
  readonly executives: readonly Person[];
  readonly finance: readonly Person[];
  readonly administrators: readonly Person[];
  readonly contractors: readonly Person[];
  /** Of other organisations, `name_fabrikam.com#EXT#@contoso.onmicrosoft.com`. */
  readonly guests: readonly Person[];
  readonly services: readonly Person[];
  readonly groups: readonly Group[];
  readonly mailboxes: readonly Mailbox[];
  readonly sharedMailboxes: readonly Mailbox[];
  readonly roles: readonly Role[];
  readonly newAccounts: readonly NewAccount[];
  /** Addresses that no account of the tenant works from, for stories: 203.0.113.0/24. */
  readonly outsideAddresses: readonly string[];
}
