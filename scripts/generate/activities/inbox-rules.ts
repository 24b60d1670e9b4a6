import { chooser } from './choices';
import { cmdlet, cmdletValues } from './cmdlet';
import type { CmdletSlot } from './cmdlet';
import { ownMailbox, ownMailboxValues } from './mailbox';
import type { MailboxSlot } from './mailbox';
import { ordinary } from './ordinary';
import { RecordTemplate, slot } from './record-template';
import { workRhythm } from './rhythm';

/** How people make their rules. */
const kind = chooser<'newsletters' | 'deputy' | 'changed' | 'outlook'>([
  ['newsletters', 5],
  ['deputy', 1],
  ['changed', 2],
  ['outlook', 2],
]);

type RuleSlot = CmdletSlot | MailboxSlot | 'number' | 'other';

/** People tidy their mail: newsletters into a folder, the boss's mail also to a deputy in the tenant. */
export const inboxRules = ordinary({
  name: 'inbox-rules',
  stream: 'o365.audit',
  contentType: 'Audit.Exchange',
  rhythm: workRhythm,
  // Administrators grant permissions; one who sets up a rule within the same day looks like an intruder.
  actors: ({ people }) => people.filter(({ kind }) => kind !== 'administrator'),
  maker: (tenant) => {
    const rule = `${tenant.initialDomain}\\${slot('user')}\\${slot('number')}`;
    const template = (operation: string, parameters: Record<string, string>): RecordTemplate<RuleSlot> =>
      new RecordTemplate(cmdlet(tenant, operation, rule, parameters));
    const templates = {
      newsletters: template('New-InboxRule', {
        Name: 'Newsletters',
        SubjectContainsWords: 'newsletter;digest',
        MoveToFolder: 'Newsletters',
      }),
      deputy: template('New-InboxRule', {
        Name: 'Deputy',
        From: tenant.executives[0]?.upn ?? '',
        ForwardTo: slot('other'),
      }),
      changed: template('Set-InboxRule', { Identity: slot('number'), MoveToFolder: 'Archive' }),
      outlook: new RecordTemplate<RuleSlot>(
        ownMailbox(tenant, 2, {
          OperationProperties: [
            { Name: 'RuleOperation', Value: 'AddMailboxRule' },
            { Name: 'RuleName', Value: 'Newsletters' },
            { Name: 'RuleProvider', Value: 'RuleOrganizer' },
            { Name: 'RuleActions', Value: '[{"ActionType":"Move"}]' },
          ],
          Item: { Id: `LgAAAAB${slot('number')}`, ParentFolder: { Id: 'LgAAAAA', Path: '\\Inbox' } },
        }),
      ),
    };
    return (occurred, person, random) =>
      templates[kind(random)].fill({
        ...ownMailboxValues(random, occurred, person, 'UpdateInboxRules'),
        ...cmdletValues(random, occurred, person),
        number: `${1_000_000_000 + random.bits()}`,
        other: random.pick(tenant.people).upn,
      });
  },
});
