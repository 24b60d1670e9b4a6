import type { Pack } from '../content';
import { kibanaRule } from './kibana-rule';

/** The built files by their path in the output folder: one JSON a rule, and all rules as NDJSON for Kibana’s import. */
export function buildFiles(pack: Pack): Map<string, string> {
  const rules = pack.rules.map(kibanaRule);
  const files = new Map(pack.rules.map((rule, index) => [`rules/${rule.id}.json`, pretty(rules[index])]));
  const lines = [...rules, exportDetails(rules.length)].map((line) => JSON.stringify(line));
  files.set('o365-rulepack.ndjson', `${lines.join('\n')}\n`);
  return files;
}

/** The trailing line of an export, by which Kibana counts what it was given. */
function exportDetails(rules: number): object {
  return {
    exported_count: rules,
    exported_rules_count: rules,
    missing_rules: [],
    missing_rules_count: 0,
    exported_exception_list_count: 0,
    exported_exception_list_item_count: 0,
    missing_exception_list_item_count: 0,
    missing_exception_list_items: [],
    missing_exception_lists: [],
    missing_exception_lists_count: 0,
    exported_action_connector_count: 0,
    missing_action_connection_count: 0,
    missing_action_connections: [],
    excluded_action_connection_count: 0,
    excluded_action_connections: [],
  };
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
