import type { HourFactors } from '../calendar';

/**
 * What the document on the generator (Mailbox Permission Delegation, “Generation Configuration” and “Field
 * Definitions”) says about rates and choices. A value named twice is drawn twice as often.
 */
export const BASE_PER_HOUR = 3;

export const HOUR_FACTORS: HourFactors = { business: 2, night: 2.5, weekend: 2 };

export const SUCCEEDED: readonly boolean[] = [true, true, true, false];

export const EXTERNAL_ACCESS: readonly boolean[] = [false, false, true];

export const RIGHTS = ['FullAccess', 'SendAs', 'SendOnBehalf', 'ReadPermission'] as const;

export type Right = (typeof RIGHTS)[number];

export const CLIENTS: readonly string[] = [
  'Client=PowerShell;Version=15.20;',
  'Client=WebServices;Version=15.20;',
  'Client=EAC;Version=15.20;',
];

/** Sites of Exchange Online servers, the beginning of their names. */
export const SITES: readonly string[] = ['BN8PR01', 'SN6PR02', 'AM0PR04', 'DB9PR06', 'VI1PR08'];

/** The share of grants that follow a suspicious pattern; the document names the patterns, the share is ours. */
export const SUSPICIOUS_SHARE = 0.1;
