import { matchesGlob } from 'node:path';
import { ContentError } from '../base/errors';
import { gitOutput } from '../base/git';
import { nearest } from '../content';
import type { Pack, Rule } from '../content';

export interface Selection {
  readonly rule?: readonly string[] | undefined;
  readonly tag?: readonly string[] | undefined;
  /** A git ref: rules whose proof may have changed since. */
  readonly changed?: string | undefined;
}

/** The rules that all given filters let through; a filter that fits no rule is an error. */
export function selectRules(pack: Pack, selection: Selection): Rule[] {
  let rules = [...pack.rules];
  if (selection.rule) rules = bySlug(pack, rules, selection.rule);
  if (selection.tag) rules = byTag(pack, rules, selection.tag);
  if (selection.changed !== undefined) rules = byChange(pack, rules, selection.changed);
  return rules;
}

function bySlug(pack: Pack, rules: readonly Rule[], patterns: readonly string[]): Rule[] {
  const slugs = pack.rules.map(({ slug }) => slug);
  for (const pattern of patterns) {
    if (slugs.some((slug) => matchesGlob(slug, pattern))) continue;
    throw new ContentError({
      code: 'CALL_UNKNOWN_RULE',
      message: `no rule fits --rule ${pattern}`,
      found: pattern,
      hint: `Use a slug or a pattern such as 'exo-mailbox-*'${nearest(pattern, slugs)}.`,
    });
  }
  return rules.filter(({ slug }) => patterns.some((pattern) => matchesGlob(slug, pattern)));
}

function byTag(pack: Pack, rules: readonly Rule[], wanted: readonly string[]): Rule[] {
  const has = (rule: Rule, tag: string): boolean =>
    rule.tags.some((own) => own.toLowerCase() === tag.toLowerCase());
  for (const tag of wanted) {
    if (pack.rules.some((rule) => has(rule, tag))) continue;
    const tags = new Set(pack.rules.flatMap((rule) => rule.tags));
    throw new ContentError({
      code: 'CALL_UNKNOWN_TAG',
      message: `no rule has the tag “${tag}”`,
      found: tag,
      expected: [...tags].sort().join(', '),
      hint: `Tags are compared as a whole, without regard to case${nearest(tag, tags)}.`,
    });
  }
  return rules.filter((rule) => wanted.some((tag) => has(rule, tag)));
}

function byChange(pack: Pack, rules: readonly Rule[], ref: string): Rule[] {
  const changed = changedFiles(pack.root, ref);
  const own = new Set(rules.flatMap((rule) => filesOf(rule)));
  const shared = changed.some(
    (file) => /^(package-content|fixtures\/cases|scripts)\//.test(file) && !own.has(file),
  );
  return shared ? [...rules] : rules.filter((rule) => filesOf(rule).some((file) => changed.includes(file)));
}

function filesOf({ service, slug }: Rule): string[] {
  return [`package-content/rules/${service}/${slug}.yml`, `fixtures/cases/${service}/${slug}.yml`];
}

function changedFiles(root: string, ref: string): string[] {
  const git = (...args: string[]): string[] =>
    gitOutput(root, args, { ref, option: '--changed' })
      .split('\n')
      .filter((line) => line !== '');
  return [
    ...git('diff', '--name-only', '--relative', ref, '--'),
    ...git('ls-files', '--others', '--exclude-standard'),
  ];
}
