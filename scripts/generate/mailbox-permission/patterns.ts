import type { Right } from './choices';

/** The document’s suspicious patterns that are chosen; off-hours comes by the time alone. */
export type ChosenPattern =
  | 'full-access-contractor'
  | 'full-access-external'
  | 'executive-or-finance-mailbox'
  | 'recently-created-account'
  | 'automapping';

/** What makes a grant suspicious. */
export type Pattern = ChosenPattern | 'off-hours';

/** How the suspicious grants are shared out. */
export const PATTERN_WEIGHTS: readonly (readonly [ChosenPattern, number])[] = [
  ['full-access-contractor', 2],
  ['full-access-external', 2],
  ['executive-or-finance-mailbox', 2],
  ['recently-created-account', 2],
  ['automapping', 2],
];

/** The rule of each pattern, by its slug. */
export const PATTERN_RULES: Readonly<Record<Pattern, string>> = {
  'full-access-contractor': 'exo-mailbox-fullaccess-external-or-contractor',
  'full-access-external': 'exo-mailbox-fullaccess-external-or-contractor',
  'executive-or-finance-mailbox': 'exo-mailbox-fullaccess-executive-or-finance',
  'recently-created-account': 'exo-mailbox-permission-recently-created-account',
  automapping: 'exo-mailbox-permission-automapping-enabled',
  'off-hours': 'exo-mailbox-permission-off-hours',
};

/** The rights of a pattern’s grant. A recently created account gets what Add-MailboxPermission itself can grant. */
export function rightsOf(pattern: ChosenPattern): readonly Right[] {
  return pattern === 'recently-created-account' ? ['FullAccess', 'ReadPermission'] : ['FullAccess'];
}
