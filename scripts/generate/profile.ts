import { ContentError } from '../base/errors';
import { luxon } from '../base/luxon';
import { schemaIssues, shortened, valueAt } from '../base/schema-issues';
import { YamlDocument } from '../base/yaml';
import { z } from '../base/zod';
import { validateYaml } from '../content';
import { DEFAULT_RATES } from './default-rates';
import type { RateName } from './default-rates';
import { BASE_PER_HOUR } from './mailbox-permission/choices';

/** More than a record a second and user is no person's day. */
const MOST_PER_USER_AND_DAY = 86_400;

const rate = z.number().min(0).max(MOST_PER_USER_AND_DAY);

/** A day before this or after that is a typing error. */
const instant = z
  .string()
  .regex(/^20\d\d-\d\d-\d\dT\d\d:00(:00(\.0+)?)?Z$/, 'a full hour in UTC such as 2026-03-02T00:00:00Z')
  .refine((text) => luxon().DateTime.fromISO(text).isValid, 'a day of the calendar');

const rates = z
  .strictObject(
    Object.fromEntries(
      Object.entries(DEFAULT_RATES).map(([name, value]) => [name, rate.default(value)]),
    ) as Record<RateName, ReturnType<typeof rate.default>>,
  )
  .prefault({});

/** fixtures/profiles/*.yml. */
export const profileSchema = z.strictObject({
  users: z.number().int().min(20).max(1_000_000).default(1000).describe('People who work in the tenant.'),
  days: z.number().positive().max(3660).default(30).describe('How long the log is.'),
  start: instant.default('2026-03-02T00:00:00Z').describe('Its first moment, a full hour in UTC.'),
  seed: z
    .union([z.string().min(1), z.number().int()])
    .default('contoso')
    .describe('The same seed, the same bytes.'),
  time_zone: z
    .string()
    .refine((name) => luxon().IANAZone.isValidZone(name), 'a time zone such as Europe/Berlin')
    .default('Europe/Berlin')
    .describe('Of the headquarters.'),
  dialect: z
    .enum(['document', 'wire'])
    .default('wire')
    .describe(
      'Whether Add-MailboxPermission has the values of the describing document or those that Microsoft sends.',
    ),
  attack_share: z.number().min(0).lt(1).default(0).describe('Part of all records that belongs to attacks.'),
  mailbox_permissions_per_hour: z
    .number()
    .min(0)
    .max(100_000)
    .default(BASE_PER_HOUR)
    .describe('Base rate of the tenant.'),
  rates: rates.describe('Ordinary records per user and day, by activity; 0 leaves an activity out.'),
});

export type ProfileFile = z.infer<typeof profileSchema>;

/** What to generate. */
export interface Profile {
  readonly users: number;
  readonly days: number;
  /** Epoch milliseconds, a full hour. */
  readonly start: number;
  readonly seed: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly dialect: 'document' | 'wire';
  /** 0 to below 1. */
  readonly attackShare: number;
  readonly mailboxPermissionsPerHour: number;
  /** Records per user and day. */
  readonly rates: Readonly<Record<RateName, number>>;
}

export type ProfileOptions = Partial<z.input<typeof profileSchema>>;

/**
 * The profile of a YAML file (`name` for messages), with options of the command line before it and the defaults behind.
 * Throws {@link ContentError}: `CONTENT_INVALID_VALUE` with the place in the file, `PROFILE_INVALID_OPTION` for an option.
 */
export function readProfile(
  file: { readonly name: string; readonly text: string } | undefined,
  options: ProfileOptions = {},
): Profile {
  const document = new YamlDocument(file?.name ?? '', file?.text ?? '{}');
  const validated = validateYaml(document, profileSchema);
  if (!validated.ok) throw new ContentError(validated.problems);
  const { rates: ratesOfFile, ...rest } = validated.value;
  const checked = profileSchema.safeParse({
    ...rest,
    ...withoutUndefined(options),
    rates: { ...ratesOfFile, ...options.rates },
  });
  if (!checked.success) {
    throw new ContentError(
      schemaIssues(checked.error).map(({ path, message }) => ({
        code: 'PROFILE_INVALID_OPTION',
        message: `the option for “${path.join('.')}” is not valid: ${message.replace(/^Invalid input: /, '')}`,
        found: shortened(valueAt(options, path) ?? null),
        hint: 'docs/generating.md lists the options and their bounds.',
      })),
    );
  }
  return toProfile(checked.data);
}

function toProfile(file: ProfileFile): Profile {
  return {
    users: file.users,
    days: file.days,
    start: Date.parse(file.start),
    seed: String(file.seed),
    timeZone: file.time_zone,
    dialect: file.dialect,
    attackShare: file.attack_share,
    mailboxPermissionsPerHour: file.mailbox_permissions_per_hour,
    rates: file.rates,
  };
}

function withoutUndefined(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
