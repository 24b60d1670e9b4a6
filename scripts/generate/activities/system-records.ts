import { chooser } from './choices';
import { FILE_PLACE, filePicker } from './files';
import { ordinary } from './ordinary';
import { RecordTemplate, slot } from './record-template';
import { steadyRhythm } from './rhythm';
import { seconds } from '../times';

/** What Exchange does to mailboxes by itself, also what would be an alert if a person did it. */
const cmdlet = chooser([
  [{ operation: 'Set-Mailbox', name: 'AuditEnabled', value: 'True' }, 4],
  [{ operation: 'Set-MailboxPlan', name: 'RetainDeletedItemsFor', value: '14.00:00:00' }, 1],
  [{ operation: 'Set-User', name: 'StsRefreshTokensValidFrom', value: '03/02/2026 00:00:00' }, 3],
  [
    { operation: 'Set-ConditionalAccessPolicy', name: 'PolicyLastUpdatedTime', value: '03/02/2026 00:00:00' },
    2,
  ],
]);

const service = chooser([
  ['NT AUTHORITY\\\\SYSTEM (Microsoft.Exchange.ServiceHost)', 5],
  ['NT AUTHORITY\\\\SYSTEM (w3wp)', 3],
  ['NT SERVICE\\\\MSExchangeAdminApiNetCore (Microsoft.Exchange.AdminApi.NetCore)', 2],
]);

/** Exchange's own accounts, at all hours. */
export const exchangeSystem = ordinary({
  name: 'exchange-system',
  stream: 'o365.audit',
  contentType: 'Audit.Exchange',
  rhythm: steadyRhythm,
  actors: ({ people }) => people,
  maker: (tenant) => {
    const template = new RecordTemplate({
      CreationTime: slot('time'),
      Id: slot('id'),
      Operation: slot('operation'),
      OrganizationId: tenant.id,
      RecordType: 1,
      ResultStatus: 'True',
      UserKey: slot('service'),
      UserType: 3,
      Version: 1,
      Workload: 'Exchange',
      ObjectId: `NAMPR01A008.prod.outlook.com/Microsoft Exchange Hosted Organizations/${tenant.initialDomain}/${slot('mailbox')}`,
      UserId: slot('service'),
      AppId: '',
      ClientAppId: '',
      ExternalAccess: true,
      OrganizationName: tenant.initialDomain,
      OriginatingServer: 'BN8PR01MB5678 (15.20.7654.032)',
      Parameters: [
        { Name: 'Identity', Value: slot('mailbox') },
        { Name: slot('name'), Value: slot('value') },
      ],
      RequestId: slot('request'),
    });
    return (occurred, person, random) =>
      template.fill({
        time: seconds(occurred),
        id: random.guid(),
        request: random.guid(),
        ...cmdlet(random),
        service: service(random),
        mailbox: person.mailboxId,
      });
  },
});

/** SharePoint's own account, at all hours. */
export const sharePointSystem = ordinary({
  name: 'sharepoint-system',
  stream: 'o365.audit',
  contentType: 'Audit.SharePoint',
  rhythm: steadyRhythm,
  actors: ({ people }) => people,
  maker: (tenant) => {
    const pickFile = filePicker(tenant);
    const template = new RecordTemplate({
      CreationTime: slot('time'),
      Id: slot('id'),
      Operation: 'FileModifiedExtended',
      OrganizationId: tenant.id,
      RecordType: 6,
      UserKey: 'S-1-0-0',
      UserType: 4,
      Version: 1,
      Workload: slot('workload'),
      ClientIP: '::1',
      UserId: 'app@sharepoint',
      CorrelationId: slot('request'),
      EventSource: 'SharePoint',
      ItemType: 'File',
      ListItemUniqueId: slot('item'),
      ...FILE_PLACE,
      UserAgent: '',
    });
    return (occurred, person, random) => {
      const file = pickFile(random, person);
      return template.fill({
        time: seconds(occurred),
        id: random.guid(),
        request: random.guid(),
        ...file,
        item: random.guid(),
      });
    };
  },
});
