import type { Tenant } from '../tenant';
import { seconds } from '../times';
import type { Grant } from './grant';

/**
 * Writes grants as the document on the generator describes them: its 25 fields, and no other. No value needs escaping
 * ({@link Tenant}), so that a record is its pieces, joined.
 */
export function documentText(tenant: Tenant): (grant: Grant) => string {
  const organization = `"OrganizationId":"${tenant.id}","RecordType":1,"ResultStatus":"`;
  const name = `,"OrganizationName":"${tenant.initialDomain}","OriginatingServer":"`;
  return (grant) => {
    const { upn } = grant.administrator;
    const { address } = grant.mailbox;
    const { grantee, right } = grant;
    const ip = endpoint(grant.privateAddress ?? grant.publicAddress, grant.port);
    return (
      `{"CreationTime":"${seconds(grant.occurred)}Z","Id":"${grant.id}",` +
      `"Operation":"Add-MailboxPermission",${organization}${grant.succeeded ? 'Success' : 'Failed'}",` +
      `"UserKey":"${upn}","UserType":2,"Workload":"Exchange","UserId":"${upn}","ClientIP":"${ip}",` +
      `"ObjectId":"${address}","ExternalAccess":${grant.externalAccess}${name}` +
      `${grant.server} (15.20.7654.${grant.build})","Parameters":[` +
      `{"Name":"Identity","Value":"${address}"},{"Name":"User","Value":"${grantee}"},` +
      `{"Name":"AccessRights","Value":"${right}"},{"Name":"InheritanceType","Value":"All"},` +
      `{"Name":"Automapping","Value":"${grant.autoMapping ? 'True' : 'False'}"}],` +
      `"SessionId":"${grant.sessionId}","ClientInfoString":"${grant.client}",` +
      `"Item":{"Id":"${address}","ParentFolder":{"Path":"\\\\"}},"ModifiedProperties":[` +
      `{"Name":"AccessRights","NewValue":"${right}","OldValue":""},` +
      `{"Name":"User","NewValue":"${grantee}","OldValue":""}]}`
    );
  };
}

/** Address and port as ClientIP has them, `[2001:db8::1]:50000` for IPv6. */
export function endpoint(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
