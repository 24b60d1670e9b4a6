import type { JsonObject } from '../../base/json';
import type { Emission, Activity } from '../emission';
import { byTime } from './by-time';
import { chooser } from './choices';
import { ordinary } from './ordinary';
import type { Person, Tenant } from '../tenant';
import type { Random } from '../random';
import { RecordTemplate, slot } from './record-template';
import { workRhythm } from './rhythm';
import { seconds } from '../times';

type DirectorySlot =
  'time' | 'id' | 'key' | 'user' | 'actor' | 'target' | 'targetId' | 'inter' | 'intra' | 'group';

/** `Update user.` by an administrator or by the synchronisation, at what an identity's life brings. */
const changes = ordinary({
  name: 'entra-directory',
  stream: 'o365.audit',
  contentType: 'Audit.AzureActiveDirectory',
  rhythm: workRhythm,
  actors: ({ administrators, services }) => [...administrators, ...services],
  maker: (tenant) => {
    const template = chooser<RecordTemplate<DirectorySlot>>([
      [
        directory(tenant, 'Update user.', [
          property('Department', slot('group')),
          property('Included Updated Properties', 'Department'),
        ]),
        6,
      ],
      [directory(tenant, 'Change user license.', []), 2],
      [directory(tenant, 'Add member to group.', [property('Group.DisplayName', slot('group'))]), 3],
      [directory(tenant, 'Remove member from group.', [property('Group.DisplayName', slot('group'))]), 1],
      [
        directory(tenant, 'Add app role assignment to service principal.', [
          property('AppRole.Value', 'User.Read.All'),
          property('ServicePrincipal.DisplayName', 'Time sheets'),
        ]),
        1,
      ],
      [
        directory(tenant, 'Update device.', [
          property('Included Updated Properties', 'ApproximateLastLogonTimeStamp'),
        ]),
        3,
      ],
    ]);
    return (occurred, person, random) =>
      template(random).fill({
        ...values(random, occurred, person, random.pick(tenant.people)),
        group: random.pick(tenant.groups).name,
      });
  },
});

/** The directory in the unified audit log; the accounts made within the span are made here, by `Add user.`. */
export const entraDirectory: Activity = {
  name: changes.name,
  *emissions(tenant, profile, random): Generator<Emission> {
    const added = profile.rates['entra-directory'] > 0 ? newAccounts(tenant, random) : [];
    yield* byTime(changes.emissions(tenant, profile, random), added);
  },
};

function newAccounts(tenant: Tenant, random: Random): Emission[] {
  const template = directory(tenant, 'Add user.', [property('AccountEnabled', '[true]')]);
  return tenant.newAccounts.map(({ person, created }) => {
    const record = values(random, created, random.pick(tenant.administrators), person);
    const text = template.fill({ ...record, group: '' });
    return { occurred: created, arrival: created, stream: 'o365.audit', text };
  });
}

function values(
  random: Random,
  occurred: number,
  actor: Person,
  target: Person,
): Record<Exclude<DirectorySlot, 'group'>, string> {
  return {
    time: seconds(occurred),
    id: random.guid(),
    key: actor.puid,
    user: actor.upn,
    actor: actor.id,
    target: target.upn,
    targetId: target.id,
    inter: random.guid(),
    intra: random.guid(),
  };
}

function property(Name: string, NewValue: string): JsonObject {
  return { Name, NewValue, OldValue: '' };
}

function directory(
  tenant: Tenant,
  operation: string,
  modified: readonly JsonObject[],
): RecordTemplate<DirectorySlot> {
  return new RecordTemplate({
    CreationTime: slot('time'),
    Id: slot('id'),
    Operation: operation,
    OrganizationId: tenant.id,
    RecordType: 8,
    ResultStatus: 'Success',
    UserKey: `${slot('key')}@${tenant.domain}`,
    UserType: 0,
    Version: 1,
    Workload: 'AzureActiveDirectory',
    ObjectId: slot('target'),
    UserId: slot('user'),
    AzureActiveDirectoryEventType: 1,
    ExtendedProperties: [{ Name: 'additionalDetails', Value: '{"User-Agent":"EvoSTS"}' }],
    ModifiedProperties: [...modified],
    Actor: [
      { ID: slot('user'), Type: 5 },
      { ID: slot('key'), Type: 3 },
      { ID: `User_${slot('actor')}`, Type: 2 },
    ],
    ActorContextId: tenant.id,
    InterSystemsId: slot('inter'),
    IntraSystemId: slot('intra'),
    SupportTicketId: '',
    Target: [
      { ID: `User_${slot('targetId')}`, Type: 2 },
      { ID: slot('target'), Type: 5 },
    ],
    TargetContextId: tenant.id,
  });
}
