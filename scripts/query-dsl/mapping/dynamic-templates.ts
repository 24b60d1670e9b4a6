import { isJsonObject, type JsonObject, type JsonValue } from '../../base/json';
import { refuse, refuseUnknown } from '../refuse';
import { namePattern } from './name-pattern';

/** The type that Elasticsearch detects in a JSON value before it asks the templates. */
export type DetectedType = 'string' | 'long' | 'double' | 'boolean' | 'date' | 'object';

/** Gives the mapping of a new field of that name and detected type, or undefined when it does not apply. */
type DynamicTemplate = (path: string, name: string, type: DetectedType) => JsonObject | undefined;

const conditions = new Set([
  'match',
  'unmatch',
  'path_match',
  'path_unmatch',
  'match_mapping_type',
  'unmatch_mapping_type',
  'match_pattern',
  'mapping',
]);

function list(value: JsonValue | undefined): string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

function anyOf(value: JsonValue | undefined): ((text: string) => boolean) | undefined {
  const patterns = list(value).map(namePattern);
  return patterns.length === 0 ? undefined : (text) => patterns.some((matches) => matches(text));
}

/** `{name}` and `{dynamic_type}` in a template's mapping. */
function fill(value: JsonValue, name: string, type: string): JsonValue {
  if (typeof value === 'string') return value.replaceAll('{name}', name).replaceAll('{dynamic_type}', type);
  if (Array.isArray(value)) return value.map((item) => fill(item, name, type));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, name, type)]));
}

const defaultTypes: Readonly<Record<DetectedType, string>> = {
  string: 'text',
  long: 'long',
  double: 'float',
  boolean: 'boolean',
  date: 'date',
  object: 'object',
};

function readTemplate(name: string, definition: JsonValue): DynamicTemplate {
  if (!isJsonObject(definition))
    return refuse('MAPPING_INVALID', `dynamic template "${name}" is not an object`);
  for (const key of Object.keys(definition)) {
    if (!conditions.has(key)) {
      refuseUnknown(
        'MAPPING_UNKNOWN_PARAMETER',
        `dynamic template "${name}": the parameter`,
        key,
        conditions,
      );
    }
  }
  const { mapping, match_pattern: matchPattern } = definition;
  if (matchPattern !== undefined && matchPattern !== 'simple') {
    refuse(
      'MAPPING_UNKNOWN_PARAMETER',
      `dynamic template "${name}": only match_pattern "simple" is supported`,
    );
  }
  if (!isJsonObject(mapping)) return refuse('MAPPING_INVALID', `dynamic template "${name}" has no mapping`);
  const match = anyOf(definition['match']);
  const unmatch = anyOf(definition['unmatch']);
  const pathMatch = anyOf(definition['path_match']);
  const pathUnmatch = anyOf(definition['path_unmatch']);
  const types = list(definition['match_mapping_type']);
  const notTypes = list(definition['unmatch_mapping_type']);
  return (path, key, type) => {
    if (types.length > 0 && !types.includes('*') && !types.includes(type)) return undefined;
    if (notTypes.includes(type) || unmatch?.(key) === true || pathUnmatch?.(path) === true) return undefined;
    if (match?.(key) === false || pathMatch?.(path) === false) return undefined;
    const filled = fill(mapping, key, defaultTypes[type]);
    if (!isJsonObject(filled)) return undefined;
    return 'type' in filled ? filled : { type: defaultTypes[type], ...filled };
  };
}

/** The `dynamic_templates` of a mapping as one function: the first template that applies decides. */
export function readDynamicTemplates(templates: JsonValue | undefined): DynamicTemplate {
  const compiled = (Array.isArray(templates) ? templates : []).flatMap((entry) =>
    isJsonObject(entry)
      ? Object.entries(entry).map(([name, definition]) => readTemplate(name, definition))
      : [],
  );
  return (path, name, type) => {
    for (const template of compiled) {
      const mapping = template(path, name, type);
      if (mapping !== undefined) return mapping;
    }
    return undefined;
  };
}
