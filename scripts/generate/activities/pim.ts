import type { Activity } from '../emission';
import { mergeByOccurrence } from '../merge';
import { Random } from '../random';
import { auditRecord, auditValues } from './event-hub';
import type { AuditSlot } from './event-hub';
import { ordinary } from './ordinary';
import { RecordTemplate, slot } from './record-template';
import { workRhythm } from './rhythm';
import { seconds } from '../times';
import type { Person, Role, Tenant } from '../tenant';

type PimSlot = AuditSlot | 'role' | 'template' | 'start' | 'address' | 'reason' | 'request';

const HOUR = 3_600_000;

/** What an activation brings, and how long after the request. */
const STAGES = [
  { operation: 'Add member to role requested (PIM activation)', after: 0 },
  { operation: 'Add member to role completed (PIM activation)', after: 20_000 },
  { operation: 'Remove member from role (PIM activation expired)', after: 8 * HOUR },
] as const;

/** Administrators activate a role that they are eligible for, with a ticket; nobody needs to approve it. */
export const pim: Activity = {
  name: 'pim',
  emissions: (tenant, profile, random) => {
    const [high, low] = [random.bits(), random.bits()];
    // From the same random numbers come the same people, moments and correlation ids.
    const stages = STAGES.map((_, place) => stage(place).emissions(tenant, profile, Random.from(high, low)));
    return mergeByOccurrence(stages);
  },
};

function stage(place: number): Activity {
  const { operation, after } = STAGES[place] as (typeof STAGES)[number];
  return ordinary({
    name: 'pim',
    stream: 'azure.auditlogs',
    rhythm: workRhythm,
    after,
    actors: ({ roles }) => [...new Set(roles.flatMap(({ holders }) => holders))],
    maker: (tenant) => {
      const template = activation(tenant, operation);
      return (occurred, person, random) => {
        const role = random.pick(rolesOf(tenant, person));
        const values = auditValues(random, occurred, person);
        return template.fill({
          ...values,
          number: `${Number(values.number) + place}`,
          role: role.name,
          template: role.templateId,
          start: `${seconds(occurred)}Z`,
          address: person.addresses[0],
          reason: `ticket ${random.between(1000, 9999)}`,
          request: random.guid(),
        });
      };
    },
  });
}

function rolesOf(tenant: Tenant, person: Person): readonly Role[] {
  return tenant.roles.filter(({ holders }) => holders.includes(person));
}

function activation(tenant: Tenant, operation: string): RecordTemplate<PimSlot> {
  const kind = {
    operation,
    operationType: 'Create',
    category: 'RoleManagement',
    service: 'PIM',
    prefix: 'PIM',
  };
  const untouched = { modifiedProperties: [], administrativeUnits: [] };
  const details = {
    RoleDefinitionOriginId: slot('template'),
    RoleDefinitionOriginType: 'BuiltInRole',
    TemplateId: slot('template'),
    StartTime: slot('start'),
    Justification: slot('reason'),
    AuditType: 'ActivateRole',
    oid: slot('actorId'),
    tid: tenant.id,
    ipaddr: slot('address'),
    RequestId: slot('request'),
  };
  const targets = [
    { id: slot('template'), displayName: slot('role'), type: 'Role', ...untouched },
    { id: slot('request'), displayName: null, type: 'Request', ...untouched },
    {
      id: slot('actorId'),
      displayName: slot('actorName'),
      type: 'User',
      ...untouched,
      userPrincipalName: slot('actor'),
    },
    { id: tenant.id, displayName: tenant.name, type: 'Directory', ...untouched },
  ];
  return new RecordTemplate(
    auditRecord(tenant, kind, targets, {
      resultReason: slot('reason'),
      additionalDetails: Object.entries(details).map(([key, value]) => ({ key, value })),
    }),
  );
}
