import { Random } from '../random';
import type { Tenant } from '../tenant';
import { chooser } from './choices';
import { ordinary } from './ordinary';
import { RecordTemplate, slot } from './record-template';
import { workRhythm } from './rhythm';
import { ticks } from '../times';

const operation = chooser([
  ['Microsoft.Compute/virtualMachines/start/action', 4],
  ['Microsoft.Compute/virtualMachines/deallocate/action', 4],
  ['Microsoft.Storage/storageAccounts/listKeys/action', 3],
  ['Microsoft.Resources/deployments/write', 2],
  ['Microsoft.Network/networkSecurityGroups/write', 1],
  // Of a role that the record does not name: the rules look for Owner and User Access Administrator.
  ['Microsoft.Authorization/roleAssignments/write', 1],
]);

/** Administrators and services work on resources of a subscription. */
export const azureActivity = ordinary({
  name: 'azure-activity',
  stream: 'azure.activitylogs',
  rhythm: workRhythm,
  actors: ({ administrators, services }) => [...administrators, ...services],
  maker: (tenant) => {
    const template = activity(tenant, Random.of(tenant.id, 'subscription').guid());
    return (occurred, person, random) => {
      const name = operation(random);
      return template.fill({
        time: ticks(occurred),
        operation: name.toUpperCase(),
        action: name,
        event: random.guid(),
        correlation: random.guid(),
        address: person.addresses[0],
        user: person.upn,
        oid: person.id,
        group: `rg-${random.below(40)}`,
      });
    };
  },
});

function activity(
  tenant: Tenant,
  subscription: string,
): RecordTemplate<
  'time' | 'operation' | 'action' | 'event' | 'correlation' | 'address' | 'user' | 'oid' | 'group'
> {
  const scope = `/subscriptions/${subscription}/resourceGroups/${slot('group')}`;
  return new RecordTemplate({
    time: slot('time'),
    resourceId: scope,
    operationName: slot('operation'),
    category: 'Administrative',
    resultType: 'Success',
    resultSignature: 'Succeeded.',
    durationMs: '88',
    callerIpAddress: slot('address'),
    correlationId: slot('correlation'),
    level: 'Information',
    tenantId: tenant.id,
    identity: {
      authorization: {
        scope,
        action: slot('action'),
        evidence: { role: 'Contributor', roleAssignmentScope: scope, principalType: 'User' },
      },
      claims: {
        'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name': slot('user'),
        'http://schemas.microsoft.com/identity/claims/objectidentifier': slot('oid'),
        appid: 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c',
      },
    },
    properties: {
      entity: scope,
      message: slot('action'),
      hierarchy: tenant.id,
      eventCategory: 'Administrative',
      eventDataId: slot('event'),
      statusCode: 'OK',
    },
  });
}
