import type { Pack } from '../content';
import { kibanaRule, ruleExport } from '../kibana';

/**
 * The rules by their path in the output folder: one JSON a rule, and all rules as NDJSON for Kibana’s import, in a file
 * of the given name.
 */
export function buildFiles(pack: Pack, ndjson = 'o365-rulepack.ndjson'): Map<string, string> {
  const rules = pack.rules.map(kibanaRule);
  const files = new Map(pack.rules.map((rule, index) => [`rules/${rule.id}.json`, pretty(rules[index])]));
  files.set(ndjson, ruleExport(rules));
  return files;
}

/** JSON for readers, with a line end. */
export function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
