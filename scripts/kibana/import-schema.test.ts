import { resolve } from 'node:path';
import { loadPack } from '../content';
import { ruleImportSchema } from './import-schema';
import { kibanaRule } from './rule';

const pack = loadPack(resolve(__dirname, '..', '..'));
const ofType = (type: string): Record<string, unknown> => {
  const rule = pack.rules.find((one) => one.type === type);
  if (!rule) throw new Error(`the pack has no rule of type ${type}`);
  return kibanaRule(rule);
};
/** The paths of what is wrong. */
const issues = (rule: unknown): string[] => {
  const result = ruleImportSchema.safeParse(rule);
  return result.success ? [] : result.error.issues.map(({ path }) => path.join('.'));
};

test.each(pack.rules.map((rule) => [rule.slug, rule] as const))('%s can be imported', (_, rule) => {
  expect(issues(kibanaRule(rule))).toEqual([]);
});

const tactic = { id: 'TA0003', name: 'Persistence', reference: 'https://attack.mitre.org/tactics/TA0003/' };
const threat = (changes: object): object => ({ threat: [{ framework: 'MITRE ATT&CK', tactic, ...changes }] });
const technique = {
  id: 'T1098',
  name: 'Account Manipulation',
  reference: 'https://attack.mitre.org/techniques/T1098/',
};
const threshold = (changes: object): object => ({ threshold: { field: ['user.id'], value: 2, ...changes } });

/** A type, what is changed in a right rule of it, and the member that Kibana refuses. */
const refused: [type: string, changes: object, member: string][] = [
  ['query', { name: '' }, 'name'],
  ['query', { description: ' ' }, 'description'],
  ['query', { rule_id: undefined }, 'rule_id'],
  ['query', { severity: 'zzz' }, 'severity'],
  ['query', { severity: 'High' }, 'severity'],
  ['query', { risk_score: -1 }, 'risk_score'],
  ['query', { risk_score: 101 }, 'risk_score'],
  ['query', { risk_score: '47' }, 'risk_score'],
  ['query', { risk_score: 47.5 }, 'risk_score'],
  ['query', { version: 0 }, 'version'],
  ['query', { enabled: 'false' }, 'enabled'],
  ['query', { interval: '5' }, 'interval'],
  ['query', { interval: '0m' }, 'interval'],
  ['query', { interval: '1.5h' }, 'interval'],
  ['query', { from: 'yesterday' }, 'from'],
  ['query', { from: 'now-30 m' }, 'from'],
  ['query', { from: 'now-5m', to: 'now-10m' }, 'from'],
  ['query', { max_signals: 0 }, 'max_signals'],
  ['query', { tags: ['a', ''] }, 'tags.1'],
  ['query', { tags: 'a' }, 'tags'],
  ['query', { references: ['see the docs'] }, 'references.0'],
  ['query', { author: null }, 'author'],
  ['query', { building_block_type: 'yes' }, 'building_block_type'],
  ['query', { timeline_id: 'x' }, 'timeline_id'],
  ['query', { required_fields: [{ name: 'a' }] }, 'required_fields.0.type'],
  [
    'query',
    { related_integrations: [{ package: 'o365', version: 'two' }] },
    'related_integrations.0.version',
  ],
  [
    'query',
    { severity_mapping: [{ field: 'a', operator: 'is', value: '', severity: 'low' }] },
    'severity_mapping.0.operator',
  ],
  [
    'query',
    { exceptions_list: [{ id: 'a', list_id: 'a', type: 'x', namespace_type: 'single' }] },
    'exceptions_list.0.type',
  ],
  ['query', { investigation_fields: { field_names: [] } }, 'investigation_fields.field_names'],
  ['query', threat({ tactic: { ...tactic, id: 'T0003' } }), 'threat.0.tactic.id'],
  ['query', threat({ technique: [{ ...technique, id: 'T1098.002' }] }), 'threat.0.technique.0.id'],
  [
    'query',
    threat({ technique: [{ ...technique, subtechnique: [technique] }] }),
    'threat.0.technique.0.subtechnique.0.id',
  ],
  ['query', threat({ framework: 'ATLAS' }), 'threat.0.framework'],
  ['query', { query: '' }, 'query'],
  ['query', { language: 'eql' }, 'language'],
  ['query', { index: [] }, 'index'],
  ['query', { data_view_id: 'a' }, 'data_view_id'],
  ['query', { alert_suppression: { group_by: [] } }, 'alert_suppression.group_by'],
  ['query', { alert_suppression: { group_by: ['a', 'b', 'c', 'd'] } }, 'alert_suppression.group_by'],
  [
    'query',
    { alert_suppression: { group_by: ['a'], duration: { value: 1, unit: 'd' } } },
    'alert_suppression.duration.unit',
  ],
  [
    'query',
    { alert_suppression: { group_by: ['a'], missing_fields_strategy: 'drop' } },
    'alert_suppression.missing_fields_strategy',
  ],
  ['query', { threshold: { field: [], value: 2 } }, ''],
  ['query', { type: 'sigma' }, 'type'],
  ['threshold', threshold({ value: 0 }), 'threshold.value'],
  ['threshold', threshold({ field: ['a', 'b', 'c', 'd', 'e', 'f'] }), 'threshold.field'],
  ['threshold', threshold({ cardinality: [{ field: 'user.id', value: 2 }] }), 'threshold.cardinality'],
  [
    'threshold',
    { alert_suppression: { group_by: ['a'], duration: { value: 1, unit: 'h' } } },
    'alert_suppression',
  ],
  ['threshold', { alert_suppression: {} }, 'alert_suppression.duration'],
  ['new_terms', { new_terms_fields: [] }, 'new_terms_fields'],
  ['new_terms', { new_terms_fields: ['a', 'b', 'c', 'd'] }, 'new_terms_fields'],
  ['new_terms', { history_window_start: 'now-30m' }, 'history_window_start'],
  ['new_terms', { history_window_start: undefined }, 'history_window_start'],
  ['eql', { language: 'kuery' }, 'language'],
  ['eql', { language: undefined }, 'language'],
  ['esql', { index: ['logs-*'] }, ''],
  ['esql', { filters: [] }, ''],
];

test.each(refused)('a %s rule with %j is refused at “%s”', (type, changes, member) => {
  expect(issues({ ...ofType(type), ...changes })).toContain(member);
});

const taken: [type: string, changes: object][] = [
  ['query', { from: 'now-1d/d', interval: '1d' }],
  ['query', { index: undefined, data_view_id: 'logs' }],
  ['query', { id: 'x', immutable: false, revision: 0, created_by: 'elastic' }],
  [
    'query',
    {
      references: ['https://example.com'],
      related_integrations: [{ package: 'o365', version: '^2.0.0 || ~3.1' }],
    },
  ],
  ['query', { type: 'saved_query', saved_id: 'a', query: undefined }],
  ['threshold', threshold({ field: 'user.id' })],
  ['threshold', threshold({ field: [] })],
  ['query', threat({ technique: [{ ...technique, subtechnique: [] }] })],
];

test.each(taken)('a %s rule with %j is taken', (type, changes) => {
  expect(issues({ ...ofType(type), ...changes })).toEqual([]);
});
