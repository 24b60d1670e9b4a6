import { readFileSync } from 'node:fs';
import { ContentError } from '../base/errors';
import { nearest } from '../base/nearest';
import type { Pack } from '../content';
import { generateLog, loadStories, mailboxPermission, ORDINARY_ACTIVITIES, readProfile } from '../generate';
import type { Emission, LogOptions, Profile } from '../generate';

/** What a call says of the log that is to be made up. */
export interface LogCall {
  readonly users?: string;
  readonly days?: string;
  readonly start?: string;
  readonly seed?: string;
  readonly profile?: string;
  readonly dialect?: 'document' | 'wire';
  readonly activity?: readonly string[];
  /** Files; true for those of the pack. */
  readonly stories?: readonly string[] | true;
  readonly attackShare?: string;
}

/** The log that a call describes, made while it is read; the pack is asked for by stories alone. @throws ContentError */
export function generatedLog(
  pack: () => Pack,
  call: LogCall,
  options: Pick<LogOptions, 'onLabel' | 'latencies' | 'onTheWay'>,
): { readonly profile: Profile; readonly log: Iterable<Emission> } {
  const profile = profileOf(call);
  const log = generateLog(profile, {
    ...activitiesOf(call.activity),
    ...storiesOf(pack, profile, call),
    ...options,
  });
  return { profile, log };
}

function profileOf({ profile, users, days, start, seed, dialect, attackShare }: LogCall): Profile {
  const file = profile === undefined ? undefined : { name: profile, text: readText(profile) };
  return readProfile(file, {
    users: number(users, '--users'),
    days: number(days, '--days'),
    start: start !== undefined && /^\d{4}-\d\d-\d\d$/.test(start) ? `${start}T00:00:00Z` : start,
    seed,
    dialect,
    attack_share: number(attackShare, '--attack-share'),
  });
}

function number(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  throw new ContentError({
    code: 'CALL_BAD_NUMBER',
    message: `${option} is no number`,
    found: text,
    hint: `E.g. ${option} ${option === '--attack-share' ? '0.0005' : '30'}.`,
  });
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ContentError({
      code: 'PROFILE_UNREADABLE',
      message: `--profile ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      hint: 'Name a YAML file; docs/generating.md describes its keys.',
    });
  }
}

/** All that goes on, or what is named. */
function activitiesOf(names: readonly string[] | undefined): Pick<LogOptions, 'activities' | 'grants'> {
  if (names === undefined) return {};
  const known = [...ORDINARY_ACTIVITIES.map(({ name }) => name), mailboxPermission.name].sort();
  for (const name of names) {
    if (known.includes(name)) continue;
    throw new ContentError({
      code: 'GENERATE_UNKNOWN_ACTIVITY',
      message: `no activity is called “${name}”${nearest(name, known)}`,
      found: name,
      expected: known.join(', '),
    });
  }
  return {
    activities: ORDINARY_ACTIVITIES.filter(({ name }) => names.includes(name)),
    grants: names.includes(mailboxPermission.name),
  };
}

/** Stories are played when they are named, each at least once, or when the profile wants attacks. */
function storiesOf(pack: () => Pack, profile: Profile, { stories }: LogCall): Partial<LogOptions> {
  if (stories === undefined && profile.attackShare === 0) return {};
  const { root, rules } = pack();
  const slugs = rules.map(({ slug }) => slug);
  const loaded = loadStories(root, slugs, stories === true ? undefined : stories);
  return { stories: loaded, storyRuns: stories === undefined ? 0 : loaded.length };
}
