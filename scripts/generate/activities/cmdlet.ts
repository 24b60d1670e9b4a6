import type { JsonObject } from '../../base/json';
import type { Random } from '../random';
import type { Person, Tenant } from '../tenant';
import { slot } from './record-template';
import { seconds } from '../times';

/** Slots of every cmdlet that a person runs. */
export type CmdletSlot = 'time' | 'id' | 'key' | 'user' | 'address' | 'session';

/** A cmdlet as Exchange's admin audit log writes it; `parameters` may hold slots. */
export function cmdlet(
  tenant: Tenant,
  operation: string,
  object: string,
  parameters: Readonly<Record<string, string>>,
): JsonObject {
  return {
    CreationTime: slot('time'),
    Id: slot('id'),
    Operation: operation,
    OrganizationId: tenant.id,
    RecordType: 1,
    ResultStatus: 'True',
    UserKey: slot('key'),
    UserType: 2,
    Version: 1,
    Workload: 'Exchange',
    ClientIP: slot('address'),
    ObjectId: object,
    UserId: slot('user'),
    AppId: 'fb78d390-0c51-40cd-8e17-fdbfab77341b',
    ClientAppId: '',
    ExternalAccess: false,
    OrganizationName: tenant.initialDomain,
    OriginatingServer: 'BN8PR01MB5678 (15.20.7654.032)',
    Parameters: Object.entries(parameters).map(([Name, Value]) => ({ Name, Value })),
    SessionId: slot('session'),
  };
}

/** Where Exchange keeps the object of that name. */
export function directoryPath(tenant: Tenant, name: string): string {
  return `NAMPR01A008.prod.outlook.com/Microsoft Exchange Hosted Organizations/${tenant.initialDomain}/${name}`;
}

export function cmdletValues(random: Random, occurred: number, person: Person): Record<CmdletSlot, string> {
  const [address] = person.addresses;
  const port = random.between(1024, 65_535);
  return {
    time: seconds(occurred),
    id: random.guid(),
    key: person.puid,
    user: person.upn,
    address: address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`,
    session: random.guid(),
  };
}
