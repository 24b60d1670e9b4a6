import { isJsonObject, type JsonObject, type JsonValue } from '../../base/json';
import type { MappingNode, ObjectMapping } from './mapping-tree';

/** How far documents may let a mapping grow: `index.mapping.total_fields`. */
export interface FieldLimit {
  /** Fields, objects, aliases and multi-fields together. */
  readonly limit: number;
  /** Beyond it a new field is left unmapped; otherwise the document is refused. */
  readonly ignoreBeyond: boolean;
}

/** Elasticsearch's default for `index.mapping.total_fields.limit`. */
const DEFAULT_LIMIT = 1000;

/** Reads the limit from index settings, whose names are nested or dotted. */
export function fieldLimit(settings: JsonObject = {}): FieldLimit {
  const read = (name: string): JsonValue | undefined =>
    settingAt(settings, `index.mapping.total_fields.${name}`);
  const ignored = read('ignore_dynamic_beyond_limit');
  return {
    limit: Number(read('limit') ?? DEFAULT_LIMIT),
    ignoreBeyond: ignored === true || ignored === 'true',
  };
}

function settingAt(settings: JsonObject, name: string): JsonValue | undefined {
  for (const [key, value] of Object.entries(settings)) {
    if (key === name) return value;
    if (!name.startsWith(`${key}.`) || !isJsonObject(value)) continue;
    const found = settingAt(value, name.slice(key.length + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a node counts towards the limit, with everything below it. */
export function countFields(node: MappingNode): number {
  if (node.kind === 'leaf') return 1 + node.multiFields.length;
  return node.kind === 'alias' ? 1 : 1 + countChildren(node);
}

/** What the members of an object count; the root itself counts nothing. */
export function countChildren({ children }: ObjectMapping): number {
  return children.values().reduce((sum, child) => sum + countFields(child), 0);
}
