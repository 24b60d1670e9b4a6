import { ContentError } from '../base/errors';
import { gitOutput } from '../base/git';
import { LOCK_FILE } from './lock-text';
import { parseLock } from './read-lock';
import type { ReadLock } from './read-lock';
import { textOf } from './source-files';

/** The lock of the checkout; undefined where there is none yet. Throws ContentError as `parseLock` does. */
export function readLock(root: string): ReadLock | undefined {
  const text = textOf(root, LOCK_FILE);
  return text === undefined ? undefined : parseLock(text);
}

/** The lock at a git ref; undefined where there was none. Throws ContentError `CALL_BAD_REF`, or as `parseLock`. */
export function lockAt(root: string, ref: string): ReadLock | undefined {
  const asked = { ref, option: '--since' };
  // A ref that begins with a dash would be an option of git.
  const commit = gitOutput(
    root,
    ['rev-parse', '--verify', '--end-of-options', `${ref}^{commit}`],
    asked,
  ).trim();
  const isThere = gitOutput(root, ['ls-tree', '--name-only', commit, '--', LOCK_FILE], asked) !== '';
  if (!isThere) return undefined;
  return parseLock(gitOutput(root, ['show', `${commit}:./${LOCK_FILE}`], asked), `${ref}:${LOCK_FILE}`);
}

/** Refuses a first lock where another one has been followed already. Throws ContentError `LOCK_NOT_FIRST`. */
export function refuseSecondFirstLock(found: ReadLock | undefined): void {
  if (found === undefined) return;
  const { lock, document } = found;
  const entries = [lock.package, ...Object.values(lock.rules), ...Object.values(lock.pipelines)];
  const isFollowed =
    entries.some(({ earlier }) => earlier !== undefined) || Object.keys(lock.retired).length > 0;
  if (!isFollowed) return;
  throw new ContentError(
    document.problem(['package'], {
      code: 'LOCK_NOT_FIRST',
      message: `--first would forget versions: the lock knows more than one release`,
      hint: 'Run npm run bump without --first.',
    }),
  );
}
