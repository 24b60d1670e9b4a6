import semver from 'semver';
import type { Problem } from '../base/errors';
import type { YamlPath } from '../base/yaml';
import type { Lock, PipelineEntry, RuleEntry } from './lock-schema';
import type { ReadLock } from './read-lock';

/**
 * Whether a lock may follow the one of a git ref: what a version was there, it still is, nothing went down, and no rule is
 * missing without a retired entry. This finds content and lock that were changed together under an old version.
 */
export function successionProblems(base: Lock, now: ReadLock, ref: string): Problem[] {
  return [
    ...rules(base, now, ref),
    ...pipelines(base, now, ref),
    ...ownPackage(base, now, ref),
    ...retiredRules(base, now, ref),
  ];
}

function rules(base: Lock, { lock, document }: ReadLock, ref: string): Problem[] {
  return Object.entries(base.rules).flatMap(([id, before]) => {
    const entry = lock.rules[id];
    const path = ['rules', id];
    if (entry === undefined) return missingRule(base, { lock, document }, id, ref);
    if (entry.type !== before.type) {
      return [
        document.problem([...path, 'type'], {
          code: 'RULE_TYPE_CHANGED',
          message: `“${before.slug}” was of type ${before.type} at ${ref}: Kibana cannot update a rule to another type`,
          found: entry.type,
          expected: before.type,
          hint: 'Give it a fresh id and retire the old one.',
        }),
      ];
    }
    return entryProblems(`the rule “${before.slug}”`, before, entry, ref).map(([member, problem]) =>
      document.problem([...path, member], problem),
    );
  });
}

function missingRule(base: Lock, { lock, document }: ReadLock, id: string, ref: string): Problem[] {
  const before = base.rules[id];
  const retired = Object.hasOwn(lock.retired, id) ? lock.retired[id] : undefined;
  if (before === undefined || (retired && retired.version >= before.version)) return [];
  return [
    document.problem(retired ? ['retired', id, 'version'] : ['retired'], {
      code: retired ? 'VERSION_WENT_DOWN' : 'RULE_VANISHED',
      message: retired
        ? `“${before.slug}” was retired below the version ${before.version} that it had at ${ref}`
        : `the rule “${before.slug}” of ${ref} is gone, and no retired entry says why`,
      found: retired ? String(retired.version) : id,
      hint: `npm run bump -- --since ${ref} --retire ${before.slug} --reason "…"`,
    }),
  ];
}

function pipelines(base: Lock, { lock, document }: ReadLock, ref: string): Problem[] {
  return Object.entries(base.pipelines).flatMap(([name, before]) => {
    const entry = lock.pipelines[name];
    if (entry === undefined) return [];
    return entryProblems(`the pipeline ${name}`, before, entry, ref).map(([member, problem]) =>
      document.problem(['pipelines', name, member], problem),
    );
  });
}

type EntryProblem = [member: string, problem: Omit<Problem, 'location'>];

function entryProblems(
  what: string,
  before: RuleEntry | PipelineEntry,
  entry: RuleEntry | PipelineEntry,
  ref: string,
): EntryProblem[] {
  if (entry.version < before.version) {
    const message = `${what} had version ${before.version} at ${ref}`;
    const found = String(entry.version);
    return [['version', { code: 'VERSION_WENT_DOWN', message, found, hint: rewrite(ref) }]];
  }
  const altered = alteredVersions({ ...before.earlier, [before.version]: before.hash }, entry);
  if (altered === undefined && before.since === entry.since) return [];
  const part = altered === undefined ? 'the first release' : `version ${altered.version}`;
  return [
    [
      altered === undefined ? 'since' : altered.member,
      {
        code: 'RELEASED_VERSION_ALTERED',
        message: `${part} of ${what} is not what it was at ${ref}`,
        found: altered === undefined ? entry.since : (altered.found ?? 'no record'),
        expected: altered === undefined ? before.since : altered.expected,
        hint: rewrite(ref),
      },
    ],
  ];
}

/** The first version whose hash is another one now. */
function alteredVersions(
  released: Readonly<Record<string, string>>,
  now: { readonly version: number | string; readonly hash: string; readonly earlier?: object | undefined },
): { version: string; member: string; found: string | undefined; expected: string } | undefined {
  const known: Readonly<Record<string, string>> = { ...now.earlier, [now.version]: now.hash };
  const version = Object.keys(released).find((key) => known[key] !== released[key]);
  if (version === undefined) return undefined;
  const member = version === String(now.version) ? 'hash' : 'earlier';
  return { version, member, found: known[version], expected: released[version] ?? '' };
}

function ownPackage(base: Lock, { lock, document }: ReadLock, ref: string): Problem[] {
  const before = base.package;
  const problem = (member: string, fields: Omit<Problem, 'location' | 'hint'>): Problem[] => {
    const path: YamlPath = ['package', member];
    return [document.problem(path, { ...fields, hint: rewrite(ref) })];
  };
  if (semver.lt(lock.package.version, before.version)) {
    const message = `the package had version ${before.version} at ${ref}`;
    return problem('version', { code: 'PACKAGE_VERSION_WENT_DOWN', message, found: lock.package.version });
  }
  const altered = alteredVersions({ ...before.earlier, [before.version]: before.hash }, lock.package);
  if (altered) {
    const { version, member, found = 'no record', expected } = altered;
    const message = `version ${version} of the package is not what it was at ${ref}`;
    return problem(member, { code: 'RELEASED_VERSION_ALTERED', message, found, expected });
  }
  return [];
}

function retiredRules(base: Lock, { lock, document }: ReadLock, ref: string): Problem[] {
  const forgotten = Object.keys(base.retired).filter((id) => !Object.hasOwn(lock.retired, id));
  return forgotten.map((id) =>
    document.problem(['retired'], {
      code: 'RETIRED_ENTRY_VANISHED',
      message: `the retired rule “${base.retired[id]?.slug ?? id}” of ${ref} is forgotten`,
      found: id,
      hint: rewrite(ref),
    }),
  );
}

function rewrite(ref: string): string {
  return `npm run bump -- --since ${ref} writes the lock on top of that one.`;
}
