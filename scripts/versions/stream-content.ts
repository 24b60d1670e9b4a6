import type { JsonObject } from '../base/json';
import { isJsonObject } from '../base/json';
import type { Stream } from '../content';

/** Name → type of every field that a data stream declares, its multi-fields and patterns included, sorted by name. */
export function fieldTypes({ mapping }: Pick<Stream, 'mapping'>): Record<string, string> {
  const types = new Map<string, string>();
  addProperties(types, '', mapping['properties']);
  const templates = mapping['dynamic_templates'];
  for (const template of Array.isArray(templates) ? templates : []) {
    for (const rule of isJsonObject(template) ? Object.values(template) : []) addPattern(types, rule);
  }
  return Object.fromEntries([...types].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function addProperties(types: Map<string, string>, prefix: string, properties: unknown): void {
  if (!isJsonObject(properties)) return;
  for (const [key, field] of Object.entries(properties)) {
    if (!isJsonObject(field)) continue;
    const name = `${prefix}${key}`;
    if (typeof field['type'] === 'string') types.set(name, field['type']);
    addProperties(types, `${name}.`, field['properties']);
    addProperties(types, `${name}.`, field['fields']);
  }
}

/** A pattern such as `o365.audit.Parameters.*`; the template for strings that nobody declared has no path. */
function addPattern(types: Map<string, string>, rule: unknown): void {
  if (!isJsonObject(rule) || typeof rule['path_match'] !== 'string') return;
  const mapping: JsonObject = isJsonObject(rule['mapping']) ? rule['mapping'] : {};
  types.set(rule['path_match'], typeof mapping['type'] === 'string' ? mapping['type'] : 'object');
}
