import { resolve } from 'node:path';
import type { JsonObject } from '../base/json';
import { loadPack } from '../content';
import { buildFiles } from './build';

const pack = loadPack(resolve(__dirname, '..', '..'));

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
