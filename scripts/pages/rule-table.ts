import { markdownTable, plainText } from '../base/markdown';
import type { Rule } from '../content';

/**
 * A table of rules by name: what it is called, its service, severity and type, and how often it alerts. With `pageOf`
 * the names are links; without it plain, for a document that has no pages beside it.
 */
export function ruleTable(rules: readonly Rule[], pageOf?: (rule: Rule) => string): string {
  return markdownTable(
    ['rule', 'service', 'severity', 'type', 'how often it alerts'],
    byName(rules).map((rule) => [
      pageOf === undefined ? plainText(rule.name) : ruleLink(rule, pageOf),
      rule.service,
      rule.severity,
      rule.type.replace('_', ' '),
      noiseInBrief(rule.noise),
    ]),
  );
}

/** The rules as a list of links, by name. */
export function ruleList(rules: readonly Rule[], pageOf: (rule: Rule) => string): string {
  return byName(rules)
    .map((rule) => `- ${ruleLink(rule, pageOf)}`)
    .join('\n');
}

export function ruleLink(rule: Rule, pageOf: (rule: Rule) => string): string {
  return `[${plainText(rule.name)}](${pageOf(rule)})`;
}

/** Rules in the order of their names, the same on every machine. */
export function byName(rules: readonly Rule[]): Rule[] {
  return [...rules].sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}

/** The first statement of a rule's noise, up to a semicolon or the end of a sentence. */
export function noiseInBrief(noise: string): string {
  return noise.trim().split(/[;.](?:\s|$)/)[0] ?? '';
}
