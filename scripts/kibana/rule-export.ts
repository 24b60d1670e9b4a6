import type { JsonObject } from '../base/json';

/** NDJSON as Kibana exports and imports it: a rule a line, then one line that counts them. */
export function ruleExport(rules: readonly JsonObject[]): string {
  const lines = [...rules, exportDetails(rules.length)].map((line) => JSON.stringify(line));
  return `${lines.join('\n')}\n`;
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
