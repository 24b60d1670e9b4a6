import semver from 'semver';
import { stringify } from 'yaml';
import { ContentError } from '../base/errors';
import type { Problem } from '../base/errors';
import { YamlDocument } from '../base/yaml';
import { z } from '../base/zod';
import { validateYaml } from '../content';
import { textOf } from './source-files';

/** Where the package's changelog stands, relative to the root. */
export const CHANGELOG_FILE = 'package-content/changelog.yml';

const change = z.strictObject({
  description: z.string().min(1),
  // As package-spec has them; bump writes the first three.
  type: z.enum(['enhancement', 'bugfix', 'breaking-change', 'deprecation']),
  link: z.url(),
});

const changelogSchema = z.array(
  z.strictObject({
    version: z.string().refine((text) => semver.valid(text) === text, 'a semantic version such as 0.2.0'),
    changes: z.array(change).min(1),
  }),
);

export type ChangelogEntry = z.infer<typeof changelogSchema>[number];
export type ChangelogChange = z.infer<typeof change>;

export interface Changelog {
  readonly document: YamlDocument;
  /** Newest first. */
  readonly entries: readonly ChangelogEntry[];
}

/** The changelog, checked against its form. Throws ContentError. */
export function readChangelog(root: string): Changelog {
  const text = textOf(root, CHANGELOG_FILE);
  if (text === undefined) {
    throw new ContentError({
      code: 'CHANGELOG_MISSING',
      message: `${CHANGELOG_FILE} is missing`,
      hint: 'Restore it, e.g. with git checkout.',
    });
  }
  const document = new YamlDocument(CHANGELOG_FILE, text);
  const checked = validateYaml(document, changelogSchema);
  if (checked.ok) return { document, entries: checked.value };
  const hint = 'An entry is {version, changes: [{description, type, link}]}.';
  throw new ContentError(checked.problems.map((problem) => ({ ...problem, code: 'CHANGELOG_ENTRY', hint })));
}

/** The manifest's version has an entry, and newer versions stand on top, each once. */
export function checkChangelog({ document, entries }: Changelog, version: string): Problem[] {
  const order = entries.flatMap((entry, index): Problem[] => {
    const above = entries[index - 1]?.version;
    if (above === undefined || semver.gt(above, entry.version)) return [];
    return [
      document.problem([index, 'version'], {
        code: 'CHANGELOG_ORDER',
        message: `${entry.version} stands below ${above}`,
        found: entry.version,
        expected: `a version below ${above}`,
        hint: 'Newer versions go on top, each version once.',
      }),
    ];
  });
  return [...order, ...newestEntry({ document, entries }, version)];
}

function newestEntry({ document, entries }: Changelog, version: string): Problem[] {
  const newest = entries[0]?.version;
  if (newest === version) return [];
  const isThere = entries.some((entry) => entry.version === version);
  return [
    document.problem(isThere ? [0, 'version'] : [], {
      code: isThere ? 'CHANGELOG_AHEAD' : 'CHANGELOG_WITHOUT_VERSION',
      message: isThere
        ? `the newest entry is not that of the package’s version`
        : `no entry for ${version}, the version of the package`,
      found: newest ?? 'no entry',
      expected: version,
      hint: isThere
        ? 'Raise the version in manifest.yml, or take the entry away.'
        : 'npm run bump writes it.',
    }),
  ];
}

/** The changelog's text with an entry on top, below the comments that it begins with. */
export function withEntry({ document, entries }: Changelog, entry: ChangelogEntry): string {
  const text = stringify([entry], { lineWidth: 0 });
  if (entries.length === 0) return text;
  const start = /^- /m.exec(document.text)?.index ?? 0;
  return `${document.text.slice(0, start)}${text}${document.text.slice(start)}`;
}
