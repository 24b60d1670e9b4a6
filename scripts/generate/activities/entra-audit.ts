import type { JsonObject } from '../../base/json';
import { chooser } from './choices';
import { auditRecord, auditValues } from './event-hub';
import type { AuditKind, AuditSlot } from './event-hub';
import { ordinary } from './ordinary';
import { RecordTemplate, slot } from './record-template';
import { workRhythm } from './rhythm';

const DAILY: readonly (Pick<AuditKind, 'operation' | 'operationType' | 'category'> & {
  readonly weight: number;
  /** The property that changes, and to what. */
  readonly change?: readonly [name: string, value: string];
})[] = [
  { operation: 'Update user', operationType: 'Update', category: 'UserManagement', weight: 6 },
  { operation: 'Change user license', operationType: 'Update', category: 'UserManagement', weight: 2 },
  { operation: 'Add member to group', operationType: 'Assign', category: 'GroupManagement', weight: 4 },
  { operation: 'Update device', operationType: 'Update', category: 'Device', weight: 4 },
  { operation: 'Update application', operationType: 'Update', category: 'ApplicationManagement', weight: 1 },
  {
    operation: 'Add app role assignment to service principal',
    operationType: 'Assign',
    category: 'ApplicationManagement',
    weight: 1,
    change: ['AppRole.Value', 'User.Read.All'],
  },
  {
    operation: 'Add delegated permission grant',
    operationType: 'Assign',
    category: 'ApplicationManagement',
    weight: 1,
    change: ['DelegatedPermissionGrant.Scope', ' openid User.Read'],
  },
];

const USER_CHANGE = ['Included Updated Properties', 'Department'] as const;

type EntraSlot = AuditSlot | 'target' | 'targetId' | 'targetName';

/** The directory as event hubs bring it. */
export const entraAudit = ordinary({
  name: 'entra-audit',
  stream: 'azure.auditlogs',
  rhythm: workRhythm,
  actors: ({ administrators, services }) => [...administrators, ...services],
  maker: (tenant) => {
    const templates = DAILY.map(({ weight, change, ...kind }) => {
      const record = auditRecord(tenant, { ...kind, service: 'Core Directory', prefix: 'Directory' }, [
        target(change),
      ]);
      return [new RecordTemplate<EntraSlot>(record), weight] as const;
    });
    const template = chooser(templates);
    return (occurred, person, random) => {
      const touched = random.pick(tenant.people);
      return template(random).fill({
        ...auditValues(random, occurred, person),
        target: touched.upn,
        targetId: touched.id,
        targetName: touched.name,
      });
    };
  },
});

/** A user, or the application whose permissions change. */
function target(change?: readonly [name: string, value: string]): JsonObject {
  const [name, value] = change ?? USER_CHANGE;
  const modifiedProperties = [{ displayName: name, oldValue: null, newValue: `"${value}"` }];
  return change === undefined
    ? {
        id: slot('targetId'),
        displayName: slot('targetName'),
        type: 'User',
        userPrincipalName: slot('target'),
        modifiedProperties,
        administrativeUnits: [],
      }
    : {
        id: '00000003-0000-0000-c000-000000000000',
        displayName: 'Microsoft Graph',
        type: 'ServicePrincipal',
        modifiedProperties,
        administrativeUnits: [],
      };
}
