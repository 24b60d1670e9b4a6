import { chooser } from './choices';
import { FILE_PLACE, filePicker } from './files';
import { ordinary } from './ordinary';
import { RecordTemplate, slot } from './record-template';
import { workRhythm } from './rhythm';
import { seconds } from '../times';

const operation = chooser([
  ['FileAccessed', 45],
  ['FileModified', 15],
  ['FileDownloaded', 12],
  ['FileUploaded', 10],
  ['FilePreviewed', 8],
  ['FileSyncDownloadedFull', 5],
  ['FileRenamed', 2],
  ['FileMoved', 1],
  ['FileRecycled', 2],
]);

/** People work with files of their sites and of OneDrive. */
export const fileAccess = ordinary({
  name: 'file-access',
  stream: 'o365.audit',
  contentType: 'Audit.SharePoint',
  rhythm: workRhythm,
  actors: ({ people, guests }) => [...people, ...guests],
  maker: (tenant) => {
    const pickFile = filePicker(tenant);
    const template = new RecordTemplate({
      CreationTime: slot('time'),
      Id: slot('id'),
      Operation: slot('operation'),
      OrganizationId: tenant.id,
      RecordType: 6,
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
      ListItemUniqueId: slot('item'),
      ...FILE_PLACE,
      UserAgent: slot('agent'),
      WebId: slot('site'),
    });
    return (occurred, person, random) => {
      const file = pickFile(random, person);
      return template.fill({
        time: seconds(occurred),
        id: random.guid(),
        operation: operation(random),
        key: person.puid.toLowerCase(),
        ...file,
        user: person.upn,
        address: person.addresses[random.chance(0.8) ? 0 : 1],
        correlation: random.guid(),
        item: random.guid(),
        agent: person.device.userAgent,
      });
    };
  },
});
