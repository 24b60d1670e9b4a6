import { chooser } from './choices';
import type { Person } from '../tenant';
import { SUBJECTS, message, ownMailbox, ownMailboxValues } from './mailbox';
import type { MailboxSlot } from './mailbox';
import { ordinary } from './ordinary';
import { RecordTemplate, bareSlot, slot } from './record-template';
import { workRhythm } from './rhythm';

const operation = chooser([
  ['MoveToDeletedItems', 8],
  ['SoftDelete', 4],
  ['HardDelete', 1],
  ['Move', 2],
  ['Update', 3],
  ['Create', 3],
  ['Send', 5],
  ['AttachmentDownload', 2],
]);

const AFFECTING_SEVERAL = new Set(['MoveToDeletedItems', 'SoftDelete', 'HardDelete', 'Move']);

/** Of so many people one sends as a shared mailbox, and one on its behalf. */
const PEOPLE_PER_SHARED_MAILBOX = 40;

type ItemSlot = MailboxSlot | 'size' | 'subject' | 'shared';

/**
 * Owners move, delete, write and send their own mail. No two subjects and no two attachments have one name: none looks
 * like a wave of phishing.
 */
export const mailboxItems = ordinary({
  name: 'mailbox-items',
  stream: 'o365.audit',
  contentType: 'Audit.Exchange',
  rhythm: workRhythm,
  actors: ({ people }) => people,
  maker: (tenant) => {
    const folder = { Id: 'LgAAAAA', Path: '\\Inbox' };
    const item = { ...message(tenant), ParentFolder: folder };
    const group = new RecordTemplate<ItemSlot>(
      ownMailbox(tenant, 3, {
        CrossMailboxOperation: false,
        AffectedItems: [item],
        Folder: folder,
        DestFolder: { Id: 'LgAAAAD', Path: '\\Deleted Items' },
      }),
    );
    const attachment = `${slot('number')}.pdf`;
    const single: Readonly<Record<string, RecordTemplate<ItemSlot>>> = {
      Send: new RecordTemplate(ownMailbox(tenant, 2, { Item: item })),
      SendAs: new RecordTemplate(ownMailbox(tenant, 2, { SendAsUserSmtp: slot('shared'), Item: item })),
      SendOnBehalf: new RecordTemplate(
        ownMailbox(tenant, 2, { SendOnBehalfOfUserSmtp: slot('shared'), Item: item }),
      ),
      AttachmentDownload: new RecordTemplate(
        ownMailbox(tenant, 2, {
          AttachmentName: attachment,
          AttachmentId: `AAMkAG${slot('number')}`,
          AttachmentSizeInBytes: bareSlot('size'),
          Item: { ...item, Attachments: `${attachment} (${slot('size')}b)` },
        }),
      ),
    };
    return (occurred, person, random) => {
      const drawn = operation(random);
      const name = drawn === 'Send' ? sending(person) : drawn;
      const template = AFFECTING_SEVERAL.has(name) ? group : (single[name] ?? single['Send']);
      return (template as RecordTemplate<ItemSlot>).fill({
        ...ownMailboxValues(random, occurred, person, name),
        size: random.between(4_000, 90_000),
        subject: random.pick(SUBJECTS),
        shared: tenant.sharedMailboxes[person.index % tenant.sharedMailboxes.length]?.address ?? '',
      });
    };
  },
});

function sending({ index }: Person): string {
  const place = index % PEOPLE_PER_SHARED_MAILBOX;
  return place === 0 ? 'SendAs' : place === 1 ? 'SendOnBehalf' : 'Send';
}
