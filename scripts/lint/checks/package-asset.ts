import { getKey, isJsonObject } from '../../base/json';
import type { FileCheck } from '../check';
import { isAsset } from '../rule-json';

/** What Kibana's schema of prebuilt rule assets leaves out (PrebuiltRuleAsset). */
const NOT_IN_ASSETS = ['actions', 'response_actions', 'throttle', 'meta', 'output_index', 'namespace'];

export const packageAsset: FileCheck = {
  code: 'PACKAGE_ASSET',
  severity: 'error',
  title:
    'A rule in a Fleet package is {"id", "type": "security-rule", "attributes"}, its id <rule_id>_<version>.',
  why: 'Kibana finds versions of a rule by that id. Elastic’s own package validator looks at the file name, not at what is in the attributes.',
  bad: '{ "id": "6493783b-c7d9-45e7-97cd-75fffc837452", "type": "security_rule", "attributes": { … } }',
  mend: 'Build the package again with npm run release.',
  *run(rule) {
    const { content } = rule;
    if (!content.ok || !isAsset(rule) || !isJsonObject(content.value)) return;
    const asset = content.value;
    const type = getKey(asset, 'type');
    if (type !== 'security-rule')
      yield {
        path: ['type'],
        message: 'the type is not that of a rule',
        found: JSON.stringify(type),
        expected: 'security-rule',
      };
    const attributes = getKey(asset, 'attributes');
    if (!isJsonObject(attributes)) {
      yield { path: ['attributes'], message: '“attributes” is no object' };
      return;
    }
    for (const key of NOT_IN_ASSETS) {
      if (Object.hasOwn(attributes, key))
        yield {
          path: ['attributes', key],
          atKey: true,
          message: `“${key}” has no place in a package`,
          found: key,
        };
    }
    const version = getKey(attributes, 'version');
    const ruleId = getKey(attributes, 'rule_id');
    if (typeof version !== 'number') {
      yield { path: ['attributes'], message: '“version” is missing' };
      return;
    }
    const expected = `${typeof ruleId === 'string' ? ruleId : '<rule_id>'}_${version}`;
    const id = getKey(asset, 'id');
    if (id !== expected)
      yield {
        path: ['id'],
        message: 'the id is not rule_id and version',
        found: JSON.stringify(id),
        expected,
      };
  },
};
