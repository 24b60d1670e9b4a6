import type { Rule } from '../content';

/** The page of a rule, below docs/. */
export function rulePagePath({ service, slug }: Pick<Rule, 'service' | 'slug'>): string {
  return `rules/${service}/${slug}.md`;
}
