import { resolve } from 'node:path';
import { loadPack } from '../content';
import type { Rule } from '../content';
import type { JsonObject } from '../base/json';
import { kibanaRule } from './rule';

const pack = loadPack(resolve(__dirname, '..', '..'));
const ruleOf = (slug: string): JsonObject => {
  const rule = pack.rules.find((one) => one.slug === slug);
  if (!rule) throw new Error(`the pack has no ${slug}`);
  return kibanaRule(rule);
};

describe('kibanaRule', () => {
  const rule = ruleOf('exo-management-role-assignment');

  test('carries the schedule of the defaults', () => {
    expect(rule).toMatchObject({
      type: 'query',
      language: 'kuery',
      interval: '5m',
      from: 'now-30m',
      to: 'now',
      risk_score: 47,
      severity: 'medium',
      max_signals: 100,
      timestamp_override: 'event.ingested',
      index: ['logs-o365*', 'filebeat-*'],
    });
  });

  test('puts a sub-technique under its technique, with names and links', () => {
    expect(rule['threat']).toContainEqual({
      framework: 'MITRE ATT&CK',
      tactic: { id: 'TA0003', name: 'Persistence', reference: 'https://attack.mitre.org/tactics/TA0003/' },
      technique: [
        {
          id: 'T1098',
          name: 'Account Manipulation',
          reference: 'https://attack.mitre.org/techniques/T1098/',
          subtechnique: [
            {
              id: 'T1098.003',
              name: 'Additional Cloud Roles',
              reference: 'https://attack.mitre.org/techniques/T1098/003/',
            },
          ],
        },
      ],
    });
  });

  test.each([
    [
      { group_by: ['user.id'], duration: '24h', missing_fields: 'suppress' },
      { value: 24, unit: 'h' },
    ],
    [{ group_by: ['user.id'], duration: undefined, missing_fields: 'doNotSuppress' }, undefined],
  ] as const)('carries the alert suppression %j', (suppression, duration) => {
    const one = pack.rules.find(({ type }) => type === 'query')!;
    expect(kibanaRule({ ...one, suppression } as Rule)['alert_suppression']).toEqual({
      group_by: ['user.id'],
      missing_fields_strategy: suppression.missing_fields,
      ...(duration && { duration }),
    });
  });

  test('gives a threshold rule the duration of its suppression only', () => {
    const one = pack.rules.find(({ type }) => type === 'threshold')!;
    const suppressed = kibanaRule({ ...one, suppression: { duration: '90m' } } as Rule);
    expect(suppressed['alert_suppression']).toEqual({ duration: { value: 90, unit: 'm' } });
    expect(rule).not.toHaveProperty('alert_suppression');
  });

  test('marks a building block, and no other rule', () => {
    const one = pack.rules.find(({ building_block }) => !building_block)!;
    expect(kibanaRule({ ...one, building_block: true })['building_block_type']).toBe('default');
    expect(kibanaRule(one)).not.toHaveProperty('building_block_type');
  });

  test('names the integrations of all its streams once', () => {
    const streams = ['o365.audit', 'azure.auditlogs', 'o365.audit'].map((name) => pack.streams.get(name)!);
    const one = { ...pack.rules[0]!, streams } as unknown as Rule;
    expect(kibanaRule(one)['related_integrations']).toEqual([
      { package: 'o365', version: '^2.0.0 || ^3.0.0' },
      { package: 'azure', version: '^1.0.0', integration: 'auditlogs' },
    ]);
  });

  test('an EQL rule names its language, and every field that it reads', () => {
    const eql = ruleOf('m365-login-failures-then-success');
    expect(eql).toMatchObject({
      type: 'eql',
      language: 'eql',
      index: ['logs-o365*', 'filebeat-*'],
      filters: [],
    });
    expect(eql['query']).toMatch(/^sequence by user\.id, source\.ip with maxspan=15m\n/);
    expect(eql['required_fields']).toEqual([
      { name: 'event.action', type: 'keyword' },
      { name: 'event.dataset', type: 'keyword' },
      { name: 'event.outcome', type: 'keyword' },
      { name: 'o365.audit.LogonError', type: 'keyword' },
      { name: 'source.ip', type: 'ip' },
      { name: 'user.id', type: 'keyword' },
    ]);
  });

  test('an ES|QL rule has neither index nor filters', () => {
    const esql = ruleOf('m365-collector-silent');
    expect(esql).toMatchObject({ type: 'esql', language: 'esql' });
    expect(Object.keys(esql)).not.toEqual(expect.arrayContaining(['index']));
    expect(Object.keys(esql)).not.toEqual(expect.arrayContaining(['filters']));
  });

  test('derives the required fields from query and mapping', () => {
    expect(rule['required_fields']).toEqual(
      [
        'event.action',
        'event.category',
        'event.dataset',
        'event.outcome',
        'event.provider',
        'o365.audit.UserType',
        'user.id',
      ].map((name) => ({ name, type: 'keyword' })),
    );
  });

  test('tags the tactic, the use case and the data source', () => {
    expect(rule['tags']).toEqual(
      expect.arrayContaining([
        'Data Source: Microsoft 365',
        'Use Case: Identity and Access Audit',
        'Tactic: Persistence',
      ]),
    );
  });

  test('leaves timestamp_override out of a threshold rule that counts by @timestamp', () => {
    expect(ruleOf('exo-mass-mail-sent')).not.toHaveProperty('timestamp_override');
  });

  test('names the fields that a threshold groups and counts by', () => {
    const bulk = ruleOf('exo-mailbox-permission-bulk-grants');
    expect(bulk['threshold']).toMatchObject({ field: ['user.id'], value: 10 });
    expect(bulk['required_fields']).toContainEqual({ name: 'user.id', type: 'keyword' });
  });
});
