import { getKey } from '../../base/json';
import type { RuleCheck } from '../check';

export const ruleEnabled: RuleCheck = {
  code: 'RULE_ENABLED',
  severity: 'error',
  title: 'A rule ships switched off, and says so.',
  why: 'Kibana switches an imported rule on when “enabled” is missing. Ninety rules that start at once load the cluster and flood whoever watches the alerts.',
  bad: '"enabled": true',
  mend: 'Set enabled to false; whoever imports the pack enables what fits the tenant.',
  *run({ body }) {
    const enabled = getKey(body, 'enabled');
    if (enabled === false) return;
    yield {
      path: enabled === undefined ? [] : ['enabled'],
      message:
        enabled === undefined
          ? '“enabled” is missing: Kibana takes it for true'
          : 'the rule ships switched on',
      found: enabled === undefined ? undefined : JSON.stringify(enabled),
      expected: 'false',
    };
  },
};
