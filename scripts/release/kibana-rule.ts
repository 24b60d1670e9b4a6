import type { Rule, Threat } from '../content';
import { queryFields } from '../content';
import type { JsonObject } from '../base/json';

/** A rule as `POST /api/detection_engine/rules/_import` takes it (Kibana 9); only members that have a value. */
export function kibanaRule(rule: Rule): JsonObject {
  return {
    rule_id: rule.id,
    version: rule.version,
    name: rule.name,
    description: rule.description,
    type: rule.type,
    language: 'kuery',
    query: rule.query,
    index: [...rule.index],
    filters: [],
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
    threat: threats(rule.threat),
    required_fields: requiredFields(rule),
    related_integrations: rule.stream.config.related_integrations.map((integration) => ({
      ...integration,
    })),
    ...(rule.timestampOverride !== undefined && { timestamp_override: rule.timestampOverride }),
    ...byType(rule),
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

/** The fields that the rule reads, with the types of the mapping; patterns such as `a.*` name no one field. */
function requiredFields(rule: Rule): JsonObject[] {
  const names = new Set(queryFields(rule.ast).flatMap(({ name, pattern }) => (pattern ? [] : [name])));
  if (rule.type === 'threshold') {
    for (const name of rule.threshold.field) names.add(name);
    for (const { field } of rule.threshold.cardinality ?? []) names.add(field);
  }
  if (rule.type === 'new_terms') for (const name of rule.new_terms_fields) names.add(name);
  return [...names]
    .sort()
    .map((name) => ({ name, type: rule.stream.fields.lookup(name)?.type ?? 'unknown' }));
}
