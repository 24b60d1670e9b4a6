/** What goes on in a tenant on ordinary days, an activity a file. */
import type { Activity } from '../emission';
import { azureActivity } from './azure-activity';
import { collectorHeartbeats } from './collector-heartbeats';
import { dlp } from './dlp';
import { entraAudit } from './entra-audit';
import { entraDirectory } from './entra-directory';
import { exchangeAdmin } from './exchange-admin';
import { fileAccess } from './file-access';
import { inboxRules } from './inbox-rules';
import { mailItemsAccessed } from './mail-items-accessed';
import { mailboxItems } from './mailbox-items';
import { pim } from './pim';
import { pimAlerts } from './pim-alerts';
import { sharing } from './sharing';
import { signIn } from './sign-in';
import { exchangeSystem, sharePointSystem } from './system-records';
import { teams } from './teams';

/** All of them; each is to get a stream of random numbers of its name. */
export const ORDINARY_ACTIVITIES: readonly Activity[] = [
  azureActivity,
  collectorHeartbeats,
  dlp,
  entraAudit,
  entraDirectory,
  exchangeAdmin,
  exchangeSystem,
  fileAccess,
  inboxRules,
  mailItemsAccessed,
  mailboxItems,
  pim,
  pimAlerts,
  sharePointSystem,
  sharing,
  signIn,
  teams,
];
