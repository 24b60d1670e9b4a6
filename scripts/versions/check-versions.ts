import semver from 'semver';
import { ContentError } from '../base/errors';
import type { Problem } from '../base/errors';
import type { Pack } from '../content';
import { checkChangelog, readChangelog } from './changelog';
import { changesSince } from './changes';
import { lateDeprecations } from './deprecations';
import { lockAt, readLock } from './find-lock';
import { identityProblems } from './identity';
import { LOCK_FILE, lockText } from './lock-text';
import type { Manifest } from './manifest';
import { readManifest } from './manifest';
import { nextLock } from './next-lock';
import { packContent } from './pack-content';
import type { MadeFiles, PackContent } from './pack-content';
import { firstDifference } from './read-lock';
import type { ReadLock } from './read-lock';
import { successionProblems } from './succession';
import { itemVersionProblems, packageVersionProblems, requiredVersion } from './version-problems';

/**
 * Everything that is wrong with the versions of a pack, located; none: each version says truly what its content is.
 * With `since`, a git ref, the lock must also be a lawful successor of the one at that ref. Throws ContentError
 * `CALL_BAD_REF` where git does not know the ref, and where a shipped YAML file is none.
 */
export function checkVersions(
  pack: Pack,
  made: MadeFiles,
  options: { readonly since?: string | undefined } = {},
): Problem[] {
  const { root } = pack;
  const manifest = attempt(() => readManifest(root));
  const changelog = attempt(() => readChangelog(root));
  const lock = attempt(() => presentLock(root));
  const base = options.since === undefined ? undefined : lockAt(root, options.since);
  const unreadable = [manifest, changelog, lock].flatMap(({ problems }) => problems ?? []);
  if (!manifest.value || !changelog.value || !lock.value) return unreadable;
  const content = packContent(pack, made);
  const items = [
    ...identityProblems(content, lock.value, lock.value.lock.retired),
    ...itemVersionProblems(content, lock.value.lock),
  ];
  const problems = [
    ...items,
    ...packageVersionProblems(content, lock.value.lock, manifest.value, items.length > 0),
    ...lateDeprecations(content, manifest.value.version),
    ...checkChangelog(changelog.value, manifest.value.version),
    ...(base && options.since !== undefined ? successionProblems(base.lock, lock.value, options.since) : []),
    ...(base ? tooLow(content, base, manifest.value, options.since ?? '') : []),
  ];
  return problems.length > 0 ? problems : staleLock(content, lock.value, manifest.value);
}

type Attempt<T> =
  | { readonly value: T; readonly problems?: undefined }
  | {
      readonly value?: undefined;
      readonly problems: readonly Problem[];
    };

function attempt<T>(step: () => T): Attempt<T> {
  try {
    return { value: step() };
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return { problems: error.problems };
  }
}

function presentLock(root: string): ReadLock {
  const lock = readLock(root);
  if (lock) return lock;
  throw new ContentError({
    code: 'LOCK_MISSING',
    message: `${LOCK_FILE} is missing`,
    hint: 'Restore it from git; npm run bump writes the first one.',
  });
}

/** The package's version must say how much changed since a ref. */
function tooLow(content: PackContent, { lock }: ReadLock, manifest: Manifest, ref: string): Problem[] {
  const required = requiredVersion(lock, changesSince(lock, content));
  const { document, version } = manifest;
  // Nothing raised at all is told of by what was not raised.
  if (semver.gte(version, required) || semver.lte(version, lock.package.version)) return [];
  return [
    document.problem(['version'], {
      code: 'PACKAGE_VERSION_TOO_LOW',
      message: `the changes since ${ref} weigh more than the version says`,
      found: version,
      expected: `${required} or higher`,
      hint: `npm run bump -- --since ${ref}`,
    }),
  ];
}

/** What no other check has a name for: an entry too many, another slug, another name. */
function staleLock(content: PackContent, { lock, document }: ReadLock, manifest: Manifest): Problem[] {
  const next = nextLock({ content, base: lock, version: manifest.version, retired: {} });
  const difference = firstDifference(document, lockText(next));
  if (!difference) return [];
  return [
    {
      ...difference,
      code: 'LOCK_OUT_OF_DATE',
      message: `${LOCK_FILE} is not that of the pack any more`,
      hint: 'Run npm run bump.',
    },
  ];
}
