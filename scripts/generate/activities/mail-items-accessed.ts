import { chooser } from './choices';
import { ownMailbox, ownMailboxValues } from './mailbox';
import type { MailboxSlot } from './mailbox';
import { ordinary } from './ordinary';
import { RecordTemplate, bareSlot, slot } from './record-template';
import { workRhythm } from './rhythm';

const folder = chooser([
  ['\\\\Inbox', 7],
  ['\\\\Sent Items', 2],
  ['\\\\Archive', 1],
]);

const SYNC_SHARE = 0.2;

/** Owners read their own mail, in Outlook on the web or as a client synchronises. */
export const mailItemsAccessed = ordinary({
  name: 'mail-items-accessed',
  stream: 'o365.audit',
  contentType: 'Audit.Exchange',
  rhythm: workRhythm,
  actors: ({ people }) => people,
  maker: (tenant) => {
    const bind = new RecordTemplate<MailboxSlot | 'folder' | 'size' | 'more'>(
      ownMailbox(tenant, 50, {
        OperationProperties: [
          { Name: 'MailAccessType', Value: 'Bind' },
          { Name: 'IsThrottled', Value: 'False' },
        ],
        OperationCount: 2,
        Folders: [
          {
            Id: `LgAAAAB${slot('number')}`,
            Path: slot('folder'),
            FolderItems: [
              { InternetMessageId: `<${slot('number')}@${tenant.domain}>`, SizeInBytes: bareSlot('size') },
              { InternetMessageId: `<${slot('more')}@example.com>`, SizeInBytes: bareSlot('size') },
            ],
          },
        ],
      }),
    );
    const sync = new RecordTemplate<MailboxSlot | 'folder' | 'size' | 'more'>(
      ownMailbox(tenant, 50, {
        OperationProperties: [
          { Name: 'MailAccessType', Value: 'Sync' },
          { Name: 'IsThrottled', Value: 'False' },
        ],
        OperationCount: 1,
        Item: { Id: `LgAAAAB${slot('number')}`, ParentFolder: { Id: 'LgAAAAA', Path: slot('folder') } },
      }),
    );
    return (occurred, person, random) =>
      (random.chance(SYNC_SHARE) ? sync : bind).fill({
        ...ownMailboxValues(random, occurred, person, 'MailItemsAccessed'),
        folder: folder(random),
        size: random.between(4_000, 90_000),
        more: random.bits().toString(16).padStart(8, '0'),
      });
  },
});
