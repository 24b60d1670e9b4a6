import { chooser } from './choices';
import { cmdlet, cmdletValues, directoryPath } from './cmdlet';
import type { CmdletSlot } from './cmdlet';
import { ordinary } from './ordinary';
import { RecordTemplate, slot } from './record-template';
import { workRhythm } from './rhythm';

/**
 * Cmdlets of an ordinary day. Of those that rules look at they have what is benign: a reviewer of a calendar, forwarding
 * to a colleague, the settings of the audit log left on.
 */
const DAILY: readonly { operation: string; parameters: Record<string, string>; weight: number }[] = [
  { operation: 'Set-Mailbox', parameters: { ProhibitSendQuota: '49.5 GB' }, weight: 6 },
  { operation: 'Set-MailboxAutoReplyConfiguration', parameters: { AutoReplyState: 'Scheduled' }, weight: 3 },
  { operation: 'Set-CalendarProcessing', parameters: { AutomateProcessing: 'AutoAccept' }, weight: 3 },
  { operation: 'Add-DistributionGroupMember', parameters: { Member: slot('other') }, weight: 5 },
  { operation: 'Set-CASMailbox', parameters: { PopEnabled: 'False', ImapEnabled: 'False' }, weight: 2 },
  {
    operation: 'Set-MailboxFolderPermission',
    parameters: { User: slot('other'), AccessRights: 'Reviewer' },
    weight: 2,
  },
  {
    operation: 'Add-MailboxFolderPermission',
    parameters: { User: slot('other'), AccessRights: 'Reviewer' },
    weight: 2,
  },
  { operation: 'Set-TransportRule', parameters: { Priority: '3' }, weight: 1 },
  { operation: 'Set-OrganizationConfig', parameters: { MailTipsAllTipsEnabled: 'True' }, weight: 1 },
  {
    operation: 'Set-AdminAuditLogConfig',
    parameters: { UnifiedAuditLogIngestionEnabled: 'True' },
    weight: 1,
  },
  { operation: 'Set-MailboxAuditBypassAssociation', parameters: { AuditBypassEnabled: 'False' }, weight: 1 },
  {
    operation: 'Set-Mailbox',
    parameters: { ForwardingSmtpAddress: `smtp:${slot('other')}`, DeliverToMailboxAndForward: 'True' },
    weight: 1,
  },
];

/** Administrators look after mailboxes and groups. */
export const exchangeAdmin = ordinary({
  name: 'exchange-admin',
  stream: 'o365.audit',
  contentType: 'Audit.Exchange',
  rhythm: workRhythm,
  actors: ({ administrators }) => administrators,
  maker: (tenant) => {
    const template = chooser(
      DAILY.map(({ operation, parameters, weight }) => {
        const record = cmdlet(tenant, operation, directoryPath(tenant, slot('mailbox')), {
          Identity: slot('mailbox'),
          ...parameters,
        });
        return [new RecordTemplate<CmdletSlot | 'mailbox' | 'other'>(record), weight] as const;
      }),
    );
    return (occurred, person, random) =>
      template(random).fill({
        ...cmdletValues(random, occurred, person),
        mailbox: random.pick(tenant.mailboxes).address,
        other: random.pick(tenant.people).upn,
      });
  },
});
