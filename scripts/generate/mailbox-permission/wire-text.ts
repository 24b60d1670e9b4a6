import type { Tenant } from '../tenant';
import { seconds } from '../times';
import type { Right } from './choices';
import { endpoint } from './document-text';
import type { Grant } from './grant';

/** The application that PowerShell’s Exchange module signs in as. */
const APP = 'fb78d390-0c51-40cd-8e17-fdbfab77341b';

/** Where the directory path of a mailbox begins. */
const FOREST = 'NAMPR01A008.prod.outlook.com/Microsoft Exchange Hosted Organizations';

/**
 * The cmdlet that grants a right in Exchange Online: Add-MailboxPermission has no SendAs and no SendOnBehalf
 * (reference of the Exchange PowerShell module).
 */
export function cmdletOf(right: Right): string {
  if (right === 'SendAs') return 'Add-RecipientPermission';
  return right === 'SendOnBehalf' ? 'Set-Mailbox' : 'Add-MailboxPermission';
}

/**
 * Writes grants as Microsoft sends them: the administrator’s PUID, ResultStatus True or False, the mailbox’s place in
 * the directory, no ModifiedProperties, no Item. ExternalAccess is false, as no operator of the datacenter and no
 * partner is at work.
 */
export function wireText(tenant: Tenant): (grant: Grant) => string {
  const organization = `"OrganizationId":"${tenant.id}","RecordType":1,"UserKey":"`;
  const path = `"ObjectId":"${FOREST}/${tenant.initialDomain}/`;
  const app = `,"AppId":"${APP}","ClientAppId":"","ExternalAccess":false,"OrganizationName":"${tenant.initialDomain}","OriginatingServer":"`;
  return (grant) => {
    const { puid, upn, id } = grant.administrator;
    const { address } = grant.mailbox;
    return (
      `{"CreationTime":"${seconds(grant.occurred)}","Id":"${grant.id}",` +
      `"Operation":"${cmdletOf(grant.right)}",${organization}${puid}","UserType":2,"Version":1,` +
      `"Workload":"Exchange","UserId":"${upn}","ResultStatus":"${grant.succeeded ? 'True' : 'False'}",` +
      `"ClientIP":"${endpoint(grant.publicAddress, grant.port)}",` +
      `${path}${address.slice(0, address.indexOf('@'))}"${app}${grant.server} (15.20.7654.${String(grant.build).padStart(3, '0')})",` +
      `"TokenObjectId":"${id}","TokenTenantId":"${tenant.id}","SessionId":"${grant.sessionId}",` +
      `"Parameters":[{"Name":"Identity","Value":"${address}"},${parameters(grant)}]}`
    );
  };
}

/** The parameters behind -Identity. Who does not ask for -AutoMapping has it, and the record does not say so. */
function parameters({ right, grantee, autoMapping, pattern }: Grant): string {
  if (right === 'SendOnBehalf') return `{"Name":"GrantSendOnBehalfTo","Value":"${grantee}"}`;
  if (right === 'SendAs') {
    return `{"Name":"Trustee","Value":"${grantee}"},{"Name":"AccessRights","Value":"SendAs"},{"Name":"Confirm","Value":"False"}`;
  }
  const rights = `{"Name":"User","Value":"${grantee}"},{"Name":"AccessRights","Value":"${right}"},{"Name":"InheritanceType","Value":"All"}`;
  if (autoMapping) return `${rights},{"Name":"AutoMapping","Value":"True"}`;
  return right === 'FullAccess' && pattern === undefined
    ? `${rights},{"Name":"AutoMapping","Value":"False"}`
    : rights;
}
