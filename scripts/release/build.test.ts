import { resolve } from 'node:path';
import { loadPack } from '../content';
import type { JsonObject } from '../base/json';
import { buildFiles } from './build';
import { kibanaRule } from './kibana-rule';

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

  test('derives the required fields from query and mapping', () => {
    expect(rule['required_fields']).toEqual(
      ['action', 'category', 'dataset', 'outcome', 'provider'].map((name) => ({
        name: `event.${name}`,
        type: 'keyword',
      })),
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

describe('buildFiles', () => {
  const files = buildFiles(pack);
  const lines = (files.get('o365-rulepack.ndjson') ?? '')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as JsonObject);

  test('has a JSON file for every rule', () => {
    for (const { id } of pack.rules)
      expect(JSON.parse(files.get(`rules/${id}.json`) ?? '')).toMatchObject({ rule_id: id });
  });

  test('ends the NDJSON with the details line that counts the rules', () => {
    expect(lines.at(-1)).toMatchObject({
      exported_count: pack.rules.length,
      exported_rules_count: pack.rules.length,
    });
    expect(lines).toHaveLength(pack.rules.length + 1);
  });

  test('is the same when it is built again', () => {
    expect(buildFiles(loadPack(pack.root))).toEqual(files);
  });
});
