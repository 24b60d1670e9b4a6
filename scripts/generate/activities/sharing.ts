import { chooser } from './choices';
import { FILE_PLACE, filePicker } from './files';
import { ordinary } from './ordinary';
import { RecordTemplate, slot } from './record-template';
import { workRhythm } from './rhythm';
import { seconds } from '../times';

const operation = chooser([
  ['SharingSet', 12],
  ['SharingInheritanceBroken', 4],
  ['CompanyLinkCreated', 4],
]);

/** None of the files is one that a rule looks for. */
const outside = chooser([
  ['SharingInvitationCreated', 3],
  ['AddedToSecureLink', 3],
  ['AnonymousLinkCreated', 1],
]);

const OUTSIDE_SHARE = 0.1;

/** People share files with colleagues, now and then with a guest. */
export const sharing = ordinary({
  name: 'sharing',
  stream: 'o365.audit',
  contentType: 'Audit.SharePoint',
  rhythm: workRhythm,
  actors: ({ people }) => people,
  maker: (tenant) => {
    const pickFile = filePicker(tenant);
    const template = new RecordTemplate({
      CreationTime: slot('time'),
      Id: slot('id'),
      Operation: slot('operation'),
      OrganizationId: tenant.id,
      RecordType: 14,
      UserKey: `i:0h.f|membership|${slot('key')}@live.com`,
      UserType: 0,
      Version: 1,
      Workload: slot('workload'),
      UserId: slot('user'),
      ClientIP: slot('address'),
      CorrelationId: slot('correlation'),
      EventSource: 'SharePoint',
      ItemType: 'File',
      ListId: slot('site'),
      ...FILE_PLACE,
      UserAgent: slot('agent'),
      TargetUserOrGroupName: slot('target'),
      TargetUserOrGroupType: slot('targetType'),
      EventData: '<Permissions granted>Read</Permissions granted>',
      UniqueSharingId: slot('sharing'),
    });
    return (occurred, person, random) => {
      const file = pickFile(random, person);
      const guest = random.chance(OUTSIDE_SHARE);
      return template.fill({
        time: seconds(occurred),
        id: random.guid(),
        operation: guest ? outside(random) : operation(random),
        key: person.puid.toLowerCase(),
        ...file,
        user: person.upn,
        address: person.addresses[0],
        correlation: random.guid(),
        agent: person.device.userAgent,
        target: random.pick(guest ? tenant.guests : tenant.people).upn,
        targetType: guest ? 'Guest' : 'Member',
        sharing: random.guid(),
      });
    };
  },
});
