import semver from 'semver';
import { z } from '../base/zod';

/** The form of the lock that this program reads and writes. */
export const LOCK_FORMAT = 1;

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal');
const version = z.int().min(1);
const name = z.string().regex(/^(?!__proto__$)./, 'a name');
const packageVersion = z
  .string()
  .refine((text) => semver.valid(text) === text, 'a semantic version such as 0.2.0');

/** Hashes of the versions before this one. */
const earlier = z.record(z.string().regex(/^[1-9]\d*$/), hash).optional();

const versioned = { version, hash, since: packageVersion, earlier };

const rule = z.strictObject({
  slug: z.string().min(1),
  name: z.string().min(1),
  type: z.enum(['query', 'threshold', 'new_terms', 'eql', 'esql']),
  deprecated: packageVersion.optional(),
  ...versioned,
});

const retired = z.strictObject({
  slug: z.string().min(1),
  name: z.string().min(1),
  version,
  since: packageVersion,
  reason: z.string().min(1),
});

/** package-content/versions.lock.json. */
export const lockSchema = z.strictObject({
  format: z.literal(LOCK_FORMAT),
  /** Over all that follows: a lock that was edited by hand is found. */
  digest: hash,
  package: z.strictObject({
    version: packageVersion,
    hash,
    earlier: z.record(packageVersion, hash).optional(),
  }),
  rules: z.record(z.uuid(), rule),
  pipelines: z.record(name, z.strictObject(versioned)),
  data_streams: z.record(
    name,
    z.strictObject({ hash, since: packageVersion, fields: z.record(name, z.string().min(1)) }),
  ),
  retired: z.record(z.uuid(), retired),
});

export type LockFile = z.infer<typeof lockSchema>;
/** The lock less what is about its own form. */
export type Lock = Omit<LockFile, 'format' | 'digest'>;
export type RuleEntry = z.infer<typeof rule>;
export type PipelineEntry = Lock['pipelines'][string];
export type DataStreamEntry = Lock['data_streams'][string];
export type RetiredEntry = z.infer<typeof retired>;
