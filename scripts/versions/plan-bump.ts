import semver from 'semver';
import { ContentError } from '../base/errors';
import type { Problem } from '../base/errors';
import type { Pack } from '../content';
import { CHANGELOG_FILE, readChangelog, withEntry } from './changelog';
import { changelogEntry } from './changelog-entry';
import type { EntryOptions } from './changelog-entry';
import { changesSince } from './changes';
import type { Change } from './changes';
import { lateDeprecations } from './deprecations';
import { lockAt, readLock, refuseSecondFirstLock } from './find-lock';
import { identityProblems } from './identity';
import { LOCK_FILE, lockText } from './lock-text';
import type { Lock, RetiredEntry } from './lock-schema';
import { MANIFEST_FILE, readManifest } from './manifest';
import { nextLock } from './next-lock';
import { packContent } from './pack-content';
import type { MadeFiles, PackContent } from './pack-content';
import type { ReadLock } from './read-lock';
import { retire } from './retire';
import { textOf } from './source-files';
import { requiredVersion } from './version-problems';
import { versionEdits } from './version-edits';
import type { Raised } from './version-edits';
import { withVersion } from './yaml-version';

export interface BumpOptions extends EntryOptions {
  /** A git ref: its lock is the one to follow, instead of the checkout's. */
  readonly since?: string | undefined;
  /** Write the first lock anew; refused once another has followed it. */
  readonly first?: boolean | undefined;
  /** Slug or id of a rule that is gone. */
  readonly retire?: string | undefined;
  readonly reason?: string | undefined;
}

/** What a bump would do; `files` is empty where nothing is to be done. */
export interface BumpPlan {
  readonly isFirst: boolean;
  readonly changes: readonly Change[];
  readonly version: { readonly from: string; readonly to: string };
  /** Rules and pipelines whose version changes. */
  readonly raised: readonly Raised[];
  /** New text by path relative to the root, for the files that change. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Compares the pack with its lock: which versions are to be raised, and the text of the rules, pipelines, manifest,
 * changelog and lock with them. Throws ContentError for what a bump cannot mend: ids, types, vanished rules, a lock
 * that cannot be read, a version that is not semver.
 */
export function planBump(pack: Pack, made: MadeFiles, options: BumpOptions = {}): BumpPlan {
  const { root } = pack;
  const manifest = readManifest(root);
  const changelog = readChangelog(root);
  const content = packContent(pack, made);
  const base = baseLock(root, options);
  const changes = base ? changesSince(base.lock, content) : [];
  const version = targetVersion(base?.lock, changes, manifest.version);
  const retired = base ? retire(base, content, version, options) : {};
  refuse(problemsOf(content, base, retired, version));
  const lock = nextLock({ content, base: base?.lock, version, retired });
  const raised = versionEdits(root, content, lock);
  const files = new Map(raised.map(({ file, text }) => [file, text]));
  if (manifest.version !== version) files.set(MANIFEST_FILE, withVersion(manifest.document, version));
  if (!changelog.entries.some((entry) => entry.version === version)) {
    files.set(CHANGELOG_FILE, withEntry(changelog, changelogEntry(version, changes, options)));
  }
  const text = lockText(lock);
  if (textOf(root, LOCK_FILE) !== text) files.set(LOCK_FILE, text);
  return {
    isFirst: base === undefined,
    changes,
    version: { from: base?.lock.package.version ?? manifest.version, to: version },
    raised,
    files,
  };
}

function baseLock(root: string, { since, first }: BumpOptions): ReadLock | undefined {
  const found = (since === undefined ? undefined : lockAt(root, since)) ?? readLock(root);
  if (first !== true) return found;
  refuseSecondFirstLock(found);
  return undefined;
}

/** A manifest that names a higher version than needed keeps it: the maintainer knows more than the lock. */
function targetVersion(base: Lock | undefined, changes: readonly Change[], manifest: string): string {
  if (base === undefined) return manifest;
  const required = requiredVersion(base, changes);
  return semver.gte(manifest, required) ? manifest : required;
}

function problemsOf(
  content: PackContent,
  base: ReadLock | undefined,
  retired: Readonly<Record<string, RetiredEntry>>,
  version: string,
): Problem[] {
  const identity = base ? identityProblems(content, base, { ...base.lock.retired, ...retired }) : [];
  return [...identity, ...lateDeprecations(content, version)];
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new ContentError(problems);
}
