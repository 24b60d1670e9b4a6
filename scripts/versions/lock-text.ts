import { contentHash } from './canonical';
import { LOCK_FORMAT } from './lock-schema';
import type { Lock, RuleEntry } from './lock-schema';

/** Where the lock stands, relative to the root. */
export const LOCK_FILE = 'package-content/versions.lock.json';

/** The one text of a lock: entries sorted, members in a fixed order, a member a line. */
export function lockText(lock: Lock): string {
  const body = {
    package: lock.package,
    rules: mapEntries(lock.rules, ruleEntry),
    pipelines: mapEntries(lock.pipelines, ({ version, hash, since, earlier }) => ({
      version,
      hash,
      since,
      earlier,
    })),
    data_streams: mapEntries(lock.data_streams, ({ hash, since, fields }) => ({
      hash,
      since,
      fields: mapEntries(fields, (type) => type),
    })),
    retired: mapEntries(lock.retired, ({ slug, name, version, since, reason }) => ({
      slug,
      name,
      version,
      since,
      reason,
    })),
  };
  return `${JSON.stringify({ format: LOCK_FORMAT, digest: lockDigest(lock), ...body }, null, 2)}\n`;
}

/** The digest over all entries. */
export function lockDigest({ package: own, rules, pipelines, data_streams, retired }: Lock): string {
  return contentHash({ package: own, rules, pipelines, data_streams, retired });
}

function ruleEntry({ slug, name, type, deprecated, version, hash, since, earlier }: RuleEntry): RuleEntry {
  return { slug, name, type, deprecated, version, hash, since, earlier };
}

function mapEntries<T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  const keys = Object.keys(record).sort();
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = record[key];
      return value === undefined ? [] : [[key, map(value)]];
    }),
  );
}
