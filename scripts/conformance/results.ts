import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConformanceResults } from './tally';
import { AREA_NAMES } from './vector';

/** Where the counts of the last recorded run stand, below the root. */
export const resultsFile = join('docs', 'conformance.json');

/** The recorded counts. */
export function readResults(root: string): ConformanceResults {
  return JSON.parse(readFileSync(join(root, resultsFile), 'utf8')) as ConformanceResults;
}

/** Replaces the areas that were run again; those of the same server that were not stay as they are. */
export function writeResults(root: string, results: ConformanceResults): void {
  const before = existsSync(join(root, resultsFile)) ? readResults(root) : undefined;
  const kept =
    before?.server === results.server && before.engine === results.engine
      ? before.areas.filter(({ area }) => !results.areas.some((run) => run.area === area))
      : [];
  const areas = [...kept, ...results.areas].sort(
    (a, b) => AREA_NAMES.indexOf(a.area) - AREA_NAMES.indexOf(b.area),
  );
  writeFileSync(join(root, resultsFile), `${JSON.stringify({ ...results, areas }, null, 2)}\n`);
}
