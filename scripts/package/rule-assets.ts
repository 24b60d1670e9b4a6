import type { Pack } from '../content';
import { kibanaRule } from '../kibana';
import type { PackagePart } from './package-part';

/** The rules as saved objects of type security-rule; file name and id are rule_id and version, as Fleet wants them. */
export function ruleAssets({ rules }: Pack): Map<string, PackagePart> {
  return new Map(
    rules.map((rule) => {
      const id = `${rule.id}_${rule.version}`;
      const asset = { id, type: 'security-rule', attributes: kibanaRule(rule) };
      const content = `${JSON.stringify(asset, null, 2)}\n`;
      return [`kibana/security_rule/${id}.json`, { content, source: rule.document.file }];
    }),
  );
}
