import { ContentError } from '../base/errors';
import type { ChangelogChange, ChangelogEntry } from './changelog';
import type { Change } from './changes';
import { heaviest } from './level';
import type { Level } from './level';
import { changeText } from './version-problems';

export interface EntryOptions {
  /** Where the change is discussed; `{version}` stands for the new version. */
  readonly link?: string | undefined;
  /** What changed, for the reader of the changelog; without it the changes are listed. */
  readonly message?: string | undefined;
  readonly type?: ChangelogChange['type'] | undefined;
}

/** The page that a release has anyway. */
const RELEASE_PAGE = 'https://github.com/o365-rulepack/o365-rulepack/releases/tag/v{version}';

const TYPES: Readonly<Record<Level, ChangelogChange['type']>> = {
  major: 'breaking-change',
  minor: 'enhancement',
  patch: 'bugfix',
};

/** How many changes are listed by name. */
const LISTED = 8;

/** The changelog entry of a version: the message as one change, or what changed, a line for each weight. */
export function changelogEntry(
  version: string,
  changes: readonly Change[],
  { link = RELEASE_PAGE, message, type }: EntryOptions,
): ChangelogEntry {
  const target = linkOf(link, version);
  const level = heaviest(changes.map((change) => change.level)) ?? 'patch';
  if (message !== undefined || changes.length === 0) {
    const description = message ?? `Version ${version}.`;
    return { version, changes: [{ description, type: type ?? TYPES[level], link: target }] };
  }
  const lines = (['major', 'minor', 'patch'] as const).flatMap((weight): ChangelogChange[] => {
    const own = changes.filter((change) => change.level === weight);
    if (own.length === 0) return [];
    return [{ description: listed(own), type: type ?? TYPES[weight], link: target }];
  });
  return { version, changes: lines };
}

function listed(changes: readonly Change[]): string {
  const texts = changes.map(changeText);
  const more = texts.length - LISTED;
  const list = texts.slice(0, LISTED).join('; ') + (more > 0 ? `; and ${more} more` : '');
  return `${list.charAt(0).toUpperCase()}${list.slice(1)}.`;
}

function linkOf(template: string, version: string): string {
  const link = template.replaceAll('{version}', version);
  if (URL.canParse(link) && /^https?:$/.test(new URL(link).protocol)) return link;
  throw new ContentError({
    code: 'CALL_BAD_LINK',
    message: '--link is no address',
    found: template,
    expected: 'an address that begins with https://; {version} stands for the new version',
    hint: 'Name the pull request or the issue of the change.',
  });
}
