import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ContentError } from '../base/errors';

/** The checkout that holds the content: the working directory or a folder above it. */
export function findPackRoot(start = process.cwd()): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package-content', 'rule-defaults.yml'))) return folder;
    if (folder === dirname(folder)) {
      throw new ContentError({
        code: 'PACK_NOT_FOUND',
        message: `no rule pack in ${start} or a folder above it`,
        expected: 'a folder with package-content/rule-defaults.yml',
        hint: 'Run the command inside a checkout of o365-rulepack.',
      });
    }
  }
}
