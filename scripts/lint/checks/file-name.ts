import { getKey, isJsonObject } from '../../base/json';
import type { FileCheck } from '../check';
import { baseNameOf, isAsset } from '../rule-json';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(_\d+)?$/i;

export const fileName: FileCheck = {
  code: 'FILE_NAME',
  severity: 'error',
  title:
    'A rule’s JSON file is named after what is in it: <rule_id>.json, in a Fleet package <rule_id>_<version>.json.',
  why: 'Fleet installs a rule under the name of its file. Two versions of a rule in one file name, or a copy whose id was not changed, replace each other without a word.',
  bad: 'kibana/security_rule/6493783b-c7d9-45e7-97cd-75fffc837452_1.json with "version": 2',
  mend: 'Rename the file, or correct rule_id and version in it.',
  *run(rule) {
    const { content, file } = rule;
    if (!content.ok || !isJsonObject(content.value) || file.endsWith('.ndjson')) return;
    const asset = isAsset(rule);
    const attributes = asset ? getKey(content.value, 'attributes') : content.value;
    const name = baseNameOf(rule);
    // A lone file may be called anything; one that is called like a rule must be that rule.
    if (!isJsonObject(attributes) || !(asset || UUID.test(name))) return;
    const id = getKey(attributes, 'rule_id');
    const version = getKey(attributes, 'version');
    if (typeof id !== 'string') return;
    if (asset && typeof version !== 'number') return;
    const expected = typeof version === 'number' && asset ? `${id}_${version}` : id;
    if (name !== expected)
      yield {
        path: asset ? ['attributes', 'rule_id'] : ['rule_id'],
        message: 'the file is not named after the rule in it',
        found: `${name}.json`,
        expected: `${expected}.json`,
      };
  },
};
