import { statSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { ContentError } from '../base/errors';
import { foreignFiles } from '../release';

const SOURCES = [
  '.ci',
  '.git',
  '.github',
  'docs',
  'fixtures',
  'integration-tests',
  'lib',
  'node_modules',
  'package-content',
  'scripts',
];

/**
 * The absolute path of an output folder, which is replaced as a whole: so it must not hold sources, nor anything that
 * an earlier run did not write. Throws ContentError `OUTPUT_IS_SOURCE`, `OUTPUT_IS_FILE`, `OUTPUT_FOREIGN_FILES`.
 */
export function outputFolder(root: string, out: string): string {
  const folder = resolve(root, out);
  refuseSourceFolder(root, folder);
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (stat && !stat.isDirectory()) {
    throw new ContentError({
      code: 'OUTPUT_IS_FILE',
      message: `--out ${out} is a file`,
      hint: 'Name a folder, e.g. dist.',
    });
  }
  const foreign = foreignFiles(folder);
  if (foreign.length === 0) return folder;
  const more = foreign.length > 3 ? ` and ${foreign.length - 3} more` : '';
  throw new ContentError({
    code: 'OUTPUT_FOREIGN_FILES',
    message: `--out ${out} would be replaced as a whole, and these files were not written by a release or a build`,
    found: `${foreign.slice(0, 3).join(', ')}${more}`,
    expected: 'an empty folder, or one that npm run release or npm run build wrote',
    hint: 'Move them elsewhere, or name another folder with --out.',
  });
}

function refuseSourceFolder(root: string, folder: string): void {
  const inside = relative(folder, root);
  const within = relative(root, folder).split(/[\\/]/)[0] ?? '';
  const holdsRoot = !inside.startsWith('..') && !inside.startsWith('/');
  if (!holdsRoot && !SOURCES.includes(within)) return;
  throw new ContentError({
    code: 'OUTPUT_IS_SOURCE',
    message: `--out ${folder} would replace a folder that holds more than the build`,
    hint: 'Name a folder of its own, e.g. dist.',
  });
}
