import { ContentError } from '../base/errors';
import { nearest } from '../base/nearest';
import type { RetiredEntry } from './lock-schema';
import type { PackContent } from './pack-content';
import type { ReadLock } from './read-lock';

/**
 * The retired entry that a call asks for (`--retire <slug or id> --reason <text>`), by id; none without such a call.
 * Throws ContentError `CALL_RETIRE_UNKNOWN`, `CALL_RETIRE_PRESENT`, `CALL_RETIRE_WITHOUT_REASON`.
 */
export function retire(
  { lock }: ReadLock,
  content: PackContent,
  version: string,
  call: { readonly retire?: string | undefined; readonly reason?: string | undefined },
): Record<string, RetiredEntry> {
  const { retire: asked, reason = '' } = call;
  if (asked === undefined) return {};
  const found = Object.entries(lock.rules).find(([id, { slug }]) => id === asked || slug === asked);
  if (found === undefined) {
    const slugs = Object.values(lock.rules).map(({ slug }) => slug);
    throw new ContentError({
      code: 'CALL_RETIRE_UNKNOWN',
      message: `no rule “${asked}” in the lock`,
      found: asked,
      hint: `Name its slug or its id${nearest(asked, slugs)}.`,
    });
  }
  const [id, entry] = found;
  const present = content.rules.get(id)?.rule;
  if (present) {
    throw new ContentError({
      code: 'CALL_RETIRE_PRESENT',
      message: `the rule “${entry.slug}” is still there`,
      location: present.document.locate(['id']),
      hint: 'Remove its file and its cases first; or keep it with a “deprecated” block, which is kinder to its users.',
    });
  }
  if (reason.trim() === '') {
    throw new ContentError({
      code: 'CALL_RETIRE_WITHOUT_REASON',
      message: `--retire ${asked} says not why`,
      hint: 'Add --reason "…": one sentence for those who used the rule.',
    });
  }
  const { slug, name, version: last } = entry;
  return { [id]: { slug, name, version: last, since: version, reason: reason.trim() } };
}
