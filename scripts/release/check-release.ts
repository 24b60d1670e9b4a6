import { lstatSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ContentError } from '../base/errors';
import type { Problem } from '../base/errors';
import { checksumLines, CHECKSUMS_FILE, sha256 } from './checksums';
import { folderFiles } from './folder-files';
import { missingParts } from './missing-parts';

/** What was verified, and what is wrong with it. */
export interface ReleaseCheck {
  readonly files: number;
  readonly problems: readonly Problem[];
}

const REBUILD = 'Make or download the release again; do not use these files.';

/**
 * Verifies a release folder by its SHA256SUMS: every file is there with its digest, and no other one. The files of
 * problems are named relative to the folder. Throws ContentError `RELEASE_NOT_FOUND` where the folder is none.
 */
export function checkRelease(folder: string): ReleaseCheck {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new ContentError({
      code: 'RELEASE_NOT_FOUND',
      message: `${folder} is no folder`,
      expected: 'the folder that npm run release wrote',
      hint: 'Run npm run release, or name the folder of the release: --check <folder>.',
    });
  }
  const found = folderFiles(folder);
  if (found.length === 0) return { files: 0, problems: [problem('RELEASE_EMPTY', 'the folder is empty')] };
  if (!found.includes(CHECKSUMS_FILE)) {
    const message = `the folder has no ${CHECKSUMS_FILE}, so nothing in it can be verified`;
    return { files: found.length, problems: [problem('RELEASE_NO_CHECKSUMS', message)] };
  }
  const { listed, problems } = readChecksums(folder);
  const extra = found.filter((path) => path !== CHECKSUMS_FILE && !listed.has(path));
  return {
    files: found.length,
    problems: [
      ...problems,
      ...[...listed].flatMap(([path, digest]) => fileProblems(folder, path, digest)),
      ...extra.map((path) => ({
        ...problem('RELEASE_FILE_EXTRA', `${path} does not belong to the release`),
        hint: `${CHECKSUMS_FILE} does not name it: delete it.`,
      })),
      ...missingParts([...listed.keys()]).map((part) => problem('RELEASE_PART_MISSING', `it lacks ${part}`)),
    ],
  };
}

/** The digests by path, and the lines that are none. */
function readChecksums(folder: string): { listed: Map<string, string>; problems: Problem[] } {
  const listed = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { line, text, entry } of checksumLines(readFileSync(join(folder, CHECKSUMS_FILE), 'utf8'))) {
    const isTwice = entry !== undefined && listed.has(entry.path);
    if (entry !== undefined && !isTwice) {
      listed.set(entry.path, entry.digest);
      continue;
    }
    problems.push({
      ...problem(
        'RELEASE_CHECKSUMS_INVALID',
        isTwice ? `${CHECKSUMS_FILE} names ${entry.path} twice` : `${CHECKSUMS_FILE} has a line that is none`,
      ),
      location: { file: CHECKSUMS_FILE, line, column: 1 },
      excerpt: text,
      expected: '64 hex digits, two spaces, a path in the folder',
    });
  }
  return { listed, problems };
}

function fileProblems(folder: string, path: string, expected: string): Problem[] {
  const file = join(folder, path);
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return [problem('RELEASE_FILE_MISSING', `${path} is missing`)];
  if (!stat.isFile()) return [problem('RELEASE_FILE_CHANGED', `${path} is no file of its own`)];
  const found = sha256(readFileSync(file));
  if (found === expected) return [];
  return [{ ...problem('RELEASE_FILE_CHANGED', `${path} is not as it was released`), found, expected }];
}

function problem(code: string, message: string): Problem {
  return { code, message, hint: REBUILD };
}
