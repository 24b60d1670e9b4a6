/** Grants of rights on mailboxes, as the document “Mailbox Permission Delegation” describes them. */
export { EXTERNAL_ACCESS, HOUR_FACTORS, SUCCEEDED } from './choices';
export { mailboxPermission, mailboxPermissionRecords } from './generate';
export type { GrantEmission, GrantProfile, GrantTruth } from './generate';
export { PATTERN_RULES } from './patterns';
export type { Pattern } from './patterns';
