import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checksumLines, CHECKSUMS_FILE } from './checksums';
import { folderFiles } from './folder-files';
import { versionOfZip } from './release-names';

/**
 * Files of an output folder that neither a release nor a build of this program wrote: replacing the folder would lose
 * them. A folder that is empty or not there has none.
 */
export function foreignFiles(folder: string): string[] {
  const found = folderFiles(folder);
  const own = found.includes(CHECKSUMS_FILE)
    ? releasedFiles(readFileSync(join(folder, CHECKSUMS_FILE), 'utf8'))
    : undefined;
  return found.filter((path) => (own ? !own.has(path) : !isBuilt(path)));
}

/** The files that the checksums of a release name; none where they are of something else. */
function releasedFiles(text: string): Set<string> {
  const paths = checksumLines(text).flatMap(({ entry }) => (entry ? [entry.path] : []));
  return new Set(paths.some((path) => versionOfZip(path)) ? [...paths, CHECKSUMS_FILE] : []);
}

/** What `npm run build` writes. */
function isBuilt(path: string): boolean {
  return path === 'o365-rulepack.ndjson' || /^rules\/[0-9a-f-]{36}\.json$/.test(path);
}
