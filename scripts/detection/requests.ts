import type { KqlRule, Rule } from '../content';
import type { QueryDsl } from '../query-dsl/types';
import type { JsonObject } from '../base/json';
import type { RuleWindow } from './window';

/** How the rule's KQL reaches Elasticsearch: compiled as Kibana does, or as the native `kql` query. */
export type QueryForm = 'dsl' | 'kql';

/** The fields by which a rule's events are dated: the first counts, the second where the first is absent. */
export function timestampFields(rule: Rule): [string, ...string[]] {
  const override = rule.timestampOverride;
  return override === undefined || override === '@timestamp' ? ['@timestamp'] : [override, '@timestamp'];
}

/** The rule's query without any window. */
export function ruleQuery(rule: KqlRule, form: QueryForm = 'dsl'): QueryDsl {
  return form === 'kql' ? { kql: { query: rule.query } } : rule.dsl;
}

/** Query, window and further filters, as the detection engine combines them. */
export function windowedQuery(
  rule: KqlRule,
  window: RuleWindow,
  filters: readonly QueryDsl[],
  form: QueryForm,
): QueryDsl {
  return { bool: { filter: [...filters, ruleQuery(rule, form), timeRange(rule, window)] } };
}

/** By the primary timestamp, and by @timestamp only for documents that lack the primary one. */
export function timeRange(rule: Rule, window: RuleWindow): QueryDsl {
  const [primary, secondary] = timestampFields(rule);
  if (secondary === undefined) return range(primary, window);
  return {
    bool: {
      should: [
        range(primary, window),
        {
          bool: {
            filter: [range(secondary, window), { bool: { must_not: [{ exists: { field: primary } }] } }],
          },
        },
      ],
      minimum_should_match: 1,
    },
  };
}

function range(field: string, { from, to }: RuleWindow): QueryDsl {
  const iso = (time: number): string => new Date(time).toISOString();
  return { range: { [field]: { gte: iso(from), lte: iso(to), format: 'strict_date_optional_time' } } };
}

/** Oldest first, by the rule's timestamps. */
export function timestampSort(rule: Rule): JsonObject[] {
  return timestampFields(rule).map((field) => ({ [field]: { order: 'asc', unmapped_type: 'date' } }));
}
