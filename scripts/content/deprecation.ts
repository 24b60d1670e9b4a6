import type { RuleFile } from './rule-schema';

/** Why a rule is deprecated, as its file says it. */
export interface Deprecation {
  /** The package version from which on it ships as deprecated. */
  readonly since: string;
  readonly reason: string;
  /** Slug of the rule to use instead. */
  readonly replaced_by: string | undefined;
  /** Name of that rule, for people. */
  readonly successor: string | undefined;
}

/** The Kibana tag of deprecated rules. */
export const DEPRECATED_TAG = 'Deprecated';

/**
 * What the name of a deprecated rule begins with; Elastic's own prebuilt rules did so until their stubs. Those (an asset
 * of `deprecated: true` without query) are read by Kibana 9.4 and later only, and the package goes from 9.2.
 */
export function deprecatedName(name: string): string {
  return `Deprecated - ${name}`;
}

/** The deprecation of a rule's file; `names` are those of all rules by slug. */
export function deprecationOf(
  { deprecated }: RuleFile,
  names: ReadonlyMap<string, string>,
): Deprecation | undefined {
  if (deprecated === undefined) return undefined;
  const { since, reason, replaced_by } = deprecated;
  const successor = replaced_by === undefined ? undefined : names.get(replaced_by);
  return { since, reason: reason.trim(), replaced_by, successor };
}
