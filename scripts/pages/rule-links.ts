import type { Rule } from '../content';

/** The page of a rule as other pages of its folder's neighbours link to it, e.g. `../pim/pim-alert-disabled.md`. */
export function pageFromRule({ service, slug }: Rule): string {
  return `../${service}/${slug}.md`;
}

/** The page of a rule as the index links to it. */
export function pageFromIndex({ service, slug }: Rule): string {
  return `${service}/${slug}.md`;
}

/** A text in which the slugs of other rules are links; code and web addresses stay as they are. */
export function linkRules(text: string, self: Rule, bySlug: ReadonlyMap<string, Rule>): string {
  return text
    .split(/(`[^`]*`|https?:\/\/\S+)/)
    .map((part, index) => (index % 2 === 1 ? part : linked(part, self, bySlug)))
    .join('');
}

function linked(text: string, self: Rule, bySlug: ReadonlyMap<string, Rule>): string {
  return text.replace(/[a-z0-9]+(?:-[a-z0-9]+)+/g, (word) => {
    const rule = bySlug.get(word);
    return rule === undefined || rule.slug === self.slug ? word : `[${word}](${pageFromRule(rule)})`;
  });
}
