import { code } from '../base/markdown';
import { isJsonObject } from '../base/json';
import { ruleFields } from '../content';
import type { Rule } from '../content';

/** Fields that this pack’s pipelines make by a part of tenant.yml. */
const MADE_BY: Readonly<Record<string, string>> = {
  'rulepack.off_hours': 'office_hours',
  'rulepack.forward.outside': 'internal_domains',
};

/**
 * The lists of tenant.yml that are written into a rule's query, and those by which the pipelines make fields that it
 * asks; each sorted, by the names that tenant.yml has.
 */
export function tenantParts(rule: Rule): { readonly query: string[]; readonly pipeline: string[] } {
  const { value } = rule.document;
  const template = isJsonObject(value) && typeof value['query'] === 'string' ? value['query'] : '';
  const placeholders = template.match(/\{\{[^}]*\}\}/g) ?? [];
  const lists = placeholders.flatMap((one) =>
    [...one.matchAll(/\blists\.(\w+)/g)].map(([, name = '']) => name),
  );
  const made = ruleFields(rule).flatMap(({ name }) => MADE_BY[name] ?? []);
  return { query: sortedOnce(lists), pipeline: sortedOnce(made) };
}

/** A sentence that says what of tenant.yml is in the query; empty where it is the same for everybody. */
export function tenantText(rule: Rule): string {
  const { query, pipeline } = tenantParts(rule);
  const file = code('package-content/tenant.yml');
  return [
    ...(query.length === 0
      ? []
      : [
          `${names(query)} of ${file} ${query.length === 1 ? 'is' : 'are'} filled in as shipped; edit and build for your tenant.`,
        ]),
    ...(pipeline.length === 0
      ? []
      : [`The ingest pipeline makes a field that the query asks by ${names(pipeline)} of ${file}.`]),
  ].join(' ');
}

function names(list: readonly string[]): string {
  return list.map(code).join(' and ');
}

function sortedOnce(list: readonly string[]): string[] {
  return [...new Set(list)].sort();
}
