import { Calendar } from '../calendar';
import type { Activity, Emission } from '../emission';
import { occurrences } from '../occurrences';
import type { Profile } from '../profile';
import type { Random } from '../random';
import type { Tenant } from '../tenant';
import { HOUR_FACTORS, SUSPICIOUS_SHARE } from './choices';
import { documentText } from './document-text';
import { GrantMaker } from './grant';
import type { Grant } from './grant';
import { PATTERN_RULES } from './patterns';
import type { Pattern } from './patterns';
import { cmdletOf, wireText } from './wire-text';

const DAY = 86_400_000;

/** What a record is, told outside of it. */
export interface GrantTruth {
  /** Suspicious patterns, the chosen one first; none: an ordinary grant. */
  readonly patterns: readonly Pattern[];
  /** The slugs of the rules that must find it; none for a grant that was refused. */
  readonly rules: readonly string[];
}

/** A record of the generator with what it is; `label` is set when it follows a suspicious pattern. */
export interface GrantEmission extends Emission {
  readonly truth: GrantTruth;
}

/** What of a profile the generator follows. */
export type GrantProfile = Pick<
  Profile,
  'start' | 'days' | 'timeZone' | 'dialect' | 'mailboxPermissionsPerHour'
>;

/**
 * Grants of rights on mailboxes, in order of occurrence: the base rate times the document’s factors of the hour. The
 * accounts of {@link Tenant.newAccounts} get rights within seven days of their making, and no ordinary grant does.
 */
export function* mailboxPermissionRecords(
  tenant: Tenant,
  profile: GrantProfile,
  random: Random,
  suspicious = SUSPICIOUS_SHARE,
): Generator<GrantEmission, void, void> {
  const calendar = Calendar.of(profile.timeZone);
  const grants = new GrantMaker(tenant, random, suspicious);
  const write = profile.dialect === 'wire' ? wireText(tenant) : documentText(tenant);
  const span = { start: profile.start, end: profile.start + profile.days * DAY };
  const perHour = (instant: number): number =>
    profile.mailboxPermissionsPerHour * calendar.factor(instant, HOUR_FACTORS);
  for (const instant of occurrences(random, span, perHour)) {
    const grant = grants.at(instant);
    const truth = truthOf(grant, calendar, profile.dialect);
    const { occurred } = grant;
    const record = { occurred, arrival: occurred, stream: 'o365.audit', text: write(grant), truth } as const;
    yield truth.patterns.length > 0 ? { ...record, label: grant.id } : record;
  }
}

/** The document’s generator among the other activities of a tenant. */
export const mailboxPermission: Activity = {
  name: 'mailbox-permission',
  emissions: (tenant, profile, random) => mailboxPermissionRecords(tenant, profile, random),
};

function truthOf(grant: Grant, calendar: Calendar, dialect: Profile['dialect']): GrantTruth {
  const { part, weekend } = calendar.at(grant.occurred);
  const offHours = weekend || part !== 'business';
  const patterns: Pattern[] = grant.pattern ? [grant.pattern] : [];
  if (offHours) patterns.push('off-hours');
  // The rule of off-hours is about cmdlets that add a permission; Set-Mailbox does much else.
  const isSeen = (pattern: Pattern): boolean =>
    pattern !== 'off-hours' || dialect === 'document' || cmdletOf(grant.right) !== 'Set-Mailbox';
  const rules = grant.succeeded ? patterns.filter(isSeen).map((pattern) => PATTERN_RULES[pattern]) : [];
  return { patterns, rules };
}
