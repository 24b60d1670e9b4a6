import type { Rule, Threat } from '../content';
import { ruleFields, suppressionFields } from '../content';
import type { JsonObject } from '../base/json';

/** A type, no interface: JSON takes it as it is. */
type RequiredField = { readonly name: string; readonly type: string };

/** A rule as `POST /api/detection_engine/rules/_import` takes it (Kibana 9); only members that have a value. */
export function kibanaRule(rule: Rule): JsonObject {
  return {
    rule_id: rule.id,
    version: rule.version,
    name: rule.name,
    description: rule.description,
    type: rule.type,
    ...queryOf(rule),
    enabled: rule.enabled,
    interval: rule.interval,
    from: rule.from,
    to: rule.to,
    severity: rule.severity,
    risk_score: rule.risk_score,
    max_signals: rule.max_signals,
    author: [...rule.author],
    license: rule.license,
    tags: [...rule.tags],
    references: [...rule.references],
    false_positives: [...rule.false_positives],
    note: rule.note,
    setup: rule.setup,
    ...(rule.building_block && { building_block_type: 'default' }),
    ...alertSuppression(rule),
    threat: threats(rule.threat),
    required_fields: requiredFields(rule),
    related_integrations: relatedIntegrations(rule),
    ...(rule.timestampOverride !== undefined && { timestamp_override: rule.timestampOverride }),
    ...byType(rule),
  };
}

/** ES|QL names its indices itself, and Kibana takes no filters beside it. */
function queryOf(rule: Rule): JsonObject {
  if (rule.type === 'esql') return { language: 'esql', query: rule.query };
  const language = rule.type === 'eql' ? 'eql' : 'kuery';
  return { language, query: rule.query, index: [...rule.index], filters: [] };
}

/** What the streams of a rule name, a package and integration once. */
function relatedIntegrations({ streams }: Rule): JsonObject[] {
  const all = streams.flatMap(({ config }) => config.related_integrations);
  const keys = all.map((one) => `${one.package}/${one.integration ?? ''}`);
  return all.filter((_, index) => keys.indexOf(keys[index] ?? '') === index).map((one) => ({ ...one }));
}

function alertSuppression(rule: Rule): JsonObject {
  const { suppression } = rule;
  if (suppression === undefined) return {};
  const [value = '', unit = ''] = suppression.duration?.split(/(?=[smh]$)/) ?? [];
  return {
    alert_suppression: {
      ...('group_by' in suppression && {
        group_by: [...suppression.group_by],
        missing_fields_strategy: suppression.missing_fields,
      }),
      ...(suppression.duration !== undefined && { duration: { value: Number(value), unit } }),
    },
  };
}

function byType(rule: Rule): JsonObject {
  switch (rule.type) {
    case 'query':
      return {};
    case 'threshold': {
      const { field, value, cardinality } = rule.threshold;
      return {
        threshold: { field: [...field], value, cardinality: (cardinality ?? []).map((one) => ({ ...one })) },
      };
    }
    case 'new_terms':
      return {
        new_terms_fields: [...rule.new_terms_fields],
        history_window_start: rule.history_window_start,
      };
    case 'eql': {
      const { timestamp_field, event_category_override, tiebreaker_field } = rule;
      return {
        ...(timestamp_field !== undefined && { timestamp_field }),
        ...(event_category_override !== undefined && { event_category_override }),
        ...(tiebreaker_field !== undefined && { tiebreaker_field }),
      };
    }
    case 'esql':
      return {};
  }
}

/** Sub-techniques stand under their technique, also where the rule names the sub-technique alone. */
function threats(rows: readonly Threat[]): JsonObject[] {
  return rows.map(({ tactic, techniques }) => {
    const parents = new Map<string, JsonObject & { subtechnique: JsonObject[] }>();
    for (const { id, name, reference, parent } of techniques) {
      const top = parent ?? { id, name, reference };
      const entry = parents.get(top.id) ?? {
        id: top.id,
        name: top.name,
        reference: top.reference,
        subtechnique: [],
      };
      parents.set(top.id, entry);
      if (parent) entry.subtechnique.push({ id, name, reference });
    }
    return {
      framework: 'MITRE ATT&CK',
      tactic: { id: tactic.id, name: tactic.name, reference: tactic.reference },
      technique: [...parents.values()],
    };
  });
}

/** The fields that the rule reads, sorted, with the types of the mapping; patterns such as `a.*` name no one field. */
export function requiredFields(rule: Rule): RequiredField[] {
  const names = new Set(ruleFields(rule).flatMap(({ name, pattern }) => (pattern ? [] : [name])));
  if (rule.type === 'threshold') {
    for (const name of rule.threshold.field) names.add(name);
    for (const { field } of rule.threshold.cardinality ?? []) names.add(field);
  }
  if (rule.type === 'new_terms') for (const name of rule.new_terms_fields) names.add(name);
  for (const name of suppressionFields(rule)) names.add(name);
  return [...names].sort().map((name) => ({ name, type: rule.fields.lookup(name)?.type ?? 'unknown' }));
}
