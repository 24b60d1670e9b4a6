/**
 * Records per user and day, averaged over the week, of each ordinary activity. Of the shape of a real tenant's log: files,
 * sign-ins, mail and the services' own records make up nearly all of it.
 */
export const DEFAULT_RATES = {
  'file-access': 20,
  'sign-in': 12,
  'mail-items-accessed': 15,
  'mailbox-items': 8,
  'exchange-system': 6,
  'sharepoint-system': 4,
  teams: 6,
  sharing: 0.3,
  'exchange-admin': 0.02,
  'inbox-rules': 0.01,
  'entra-directory': 0.3,
  'entra-audit': 0.4,
  pim: 0.01,
  dlp: 0.02,
  'azure-activity': 0.5,
} as const;

export type RateName = keyof typeof DEFAULT_RATES;
