import semver from 'semver';

/** What a change means for those who use the package, as semantic versioning counts it. */
export type Level = 'major' | 'minor' | 'patch';

const LEVELS: readonly Level[] = ['patch', 'minor', 'major'];

/** The heaviest of some levels; undefined for none. */
export function heaviest(levels: readonly Level[]): Level | undefined {
  return LEVELS.findLast((level) => levels.includes(level));
}

/**
 * The version after a change. Before 1.0.0 everything weighs one step less: a breaking change raises the minor version, all
 * else the patch (Semantic Versioning 2.0.0, item 4, and what npm's caret makes of it).
 */
export function nextVersion(version: string, level: Level): string {
  const step = semver.major(version) > 0 ? level : level === 'major' ? 'minor' : 'patch';
  const next = semver.inc(version, step);
  if (next === null) throw new Error(`${version} is no semantic version`);
  return next;
}
