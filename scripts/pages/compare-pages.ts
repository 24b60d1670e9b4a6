/** How the pages that are there differ from those that would be made; paths, sorted. */
export interface PageDifferences {
  /** Another text: its sources changed, or somebody wrote into it. */
  readonly stale: readonly string[];
  readonly missing: readonly string[];
  /** There, but of no rule. */
  readonly superfluous: readonly string[];
}

/** Compares the pages on disk with those that the pack makes, text by text. */
export function comparePages(
  wanted: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
): PageDifferences {
  const paths = [...wanted.keys()].sort();
  return {
    stale: paths.filter((path) => found.has(path) && found.get(path) !== wanted.get(path)),
    missing: paths.filter((path) => !found.has(path)),
    superfluous: [...found.keys()].filter((path) => !wanted.has(path)).sort(),
  };
}
