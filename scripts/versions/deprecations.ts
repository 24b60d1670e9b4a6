import semver from 'semver';
import type { Problem } from '../base/errors';
import type { PackContent } from './pack-content';

/** Deprecations that name a version that the package does not have yet. */
export function lateDeprecations(content: PackContent, version: string): Problem[] {
  return [...content.rules.values()].flatMap(({ rule }) => {
    const { since } = rule.deprecated ?? {};
    if (since === undefined || semver.lte(since, version)) return [];
    return [
      rule.document.problem(['deprecated', 'since'], {
        code: 'DEPRECATED_LATER',
        message: `the rule is deprecated from ${since} on, but the package has version ${version}`,
        found: since,
        expected: version,
        hint: `Write since: ${version}, or raise the version in package-content/manifest.yml first.`,
      }),
    ];
  });
}
