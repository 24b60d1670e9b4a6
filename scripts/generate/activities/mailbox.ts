import type { JsonObject } from '../../base/json';
import type { Random } from '../random';
import type { Person, Tenant } from '../tenant';
import { bareSlot, slot } from './record-template';
import { seconds } from '../times';

/** Slots of every record about items of a mailbox. */
export type MailboxSlot =
  'time' | 'id' | 'operation' | 'key' | 'user' | 'address' | 'sid' | 'mailbox' | 'session' | 'number';

/** What mailbox auditing writes when owners work in their own mailboxes. */
export function ownMailbox(tenant: Tenant, recordType: number, more: JsonObject): JsonObject {
  return {
    CreationTime: slot('time'),
    Id: slot('id'),
    Operation: slot('operation'),
    OrganizationId: tenant.id,
    RecordType: recordType,
    ResultStatus: 'Succeeded',
    UserKey: slot('key'),
    UserType: 0,
    Version: 1,
    Workload: 'Exchange',
    UserId: slot('user'),
    ClientIPAddress: slot('address'),
    ClientInfoString: 'Client=OWA;Action=ViaProxy',
    ExternalAccess: false,
    InternalLogonType: 0,
    LogonType: 0,
    LogonUserSid: slot('sid'),
    MailboxGuid: slot('mailbox'),
    MailboxOwnerSid: slot('sid'),
    MailboxOwnerUPN: slot('user'),
    OrganizationName: tenant.initialDomain,
    OriginatingServer: 'BN8PR01MB5678 (15.20.7654.032)\r\n',
    SessionId: slot('session'),
    ...more,
  };
}

/** The values of those slots; `number` makes what it stands in unlike any other. */
export function ownMailboxValues(
  random: Random,
  occurred: number,
  person: Person,
  operation: string,
): Record<MailboxSlot, string> {
  return {
    time: seconds(occurred),
    id: random.guid(),
    operation,
    key: person.puid,
    user: person.upn,
    address: person.addresses[random.chance(0.75) ? 0 : 1],
    sid: person.sid,
    mailbox: person.mailboxId,
    session: random.guid(),
    number: random.bits().toString(16).padStart(8, '0'),
  };
}

/** A message within such a record. */
export function message(tenant: Tenant): JsonObject {
  return {
    Id: `RgAAAAB${slot('number')}`,
    InternetMessageId: `<${slot('number')}@${tenant.domain}>`,
    SizeInBytes: bareSlot('size'),
    Subject: `${slot('subject')} ${slot('number')}`,
  };
}

export const SUBJECTS: readonly string[] = [
  'RE: Meeting',
  'Minutes',
  'FW: Offer',
  'Question',
  'Order',
  'Newsletter',
  'Ticket',
  'RE: Plan',
];
