import type { JsonObject } from '../base/json';
import type { IndexMapping } from '../query-dsl/types';
import { ecsFields } from './ecs-fields';
import type { FieldDefinition } from './stream-schema';

/** Fleet's default for keyword fields: longer values are kept in _source but not searchable. */
const IGNORE_ABOVE = 1024;

/** The dynamic template for strings that no field names. */
const ANY_STRING = 'strings_as_keyword';

/**
 * The mapping without what it makes of fields that nobody declared: a query that names such a field has most likely
 * misspelt another one.
 */
export function declaredMapping(mapping: IndexMapping): IndexMapping {
  const templates = (mapping['dynamic_templates'] ?? []) as JsonObject[];
  return { ...mapping, dynamic_templates: templates.filter((template) => !(ANY_STRING in template)) };
}

interface FlatField extends FieldDefinition {
  readonly type: string;
}

/**
 * The index mapping that Fleet makes of a data stream's fields files (package-spec notation).
 * Unknown ECS names are given to `reject`; strings that no field names become keyword fields, as in ecs@mappings.
 */
export function buildMapping(
  definitions: readonly FieldDefinition[],
  reject: (field: string, reason: string) => void,
): IndexMapping {
  const properties: JsonObject = {};
  const dynamicTemplates: JsonObject[] = [];
  for (const field of flatten(definitions, '', reject)) {
    if (field.type === 'object' && field.object_type !== undefined) {
      dynamicTemplates.push({
        [field.name]: {
          path_match: field.name.endsWith('*') ? field.name : `${field.name}.*`,
          match_mapping_type: field.object_type === 'keyword' ? 'string' : '*',
          mapping: leafMapping({ ...field, type: field.object_type }),
        },
      });
      if (field.name.endsWith('.*')) continue;
    }
    place(properties, field.name, leafMapping(field));
  }
  dynamicTemplates.push({
    [ANY_STRING]: {
      match_mapping_type: 'string',
      mapping: { type: 'keyword', ignore_above: IGNORE_ABOVE },
    },
  });
  return { dynamic_templates: dynamicTemplates, properties, date_detection: false };
}

function flatten(
  definitions: readonly FieldDefinition[],
  prefix: string,
  reject: (field: string, reason: string) => void,
): FlatField[] {
  return definitions.flatMap((definition) => {
    const name = prefix === '' ? definition.name : `${prefix}.${definition.name}`;
    if (definition.type === 'group' || (definition.type === undefined && definition.fields !== undefined)) {
      return flatten(definition.fields ?? [], name, reject);
    }
    const resolved = resolveType(definition, name);
    if (resolved === undefined) {
      reject(name, definition.external === 'ecs' ? 'it is no ECS field' : 'it has no type');
      return [];
    }
    const self = { ...resolved, name };
    const children = flatten(definition.fields ?? [], name, reject);
    return [self, ...children];
  });
}

function resolveType(definition: FieldDefinition, name: string): FlatField | undefined {
  if (definition.external !== 'ecs') {
    return definition.type === undefined ? undefined : { ...definition, type: definition.type };
  }
  const ecs = ecsFields()[name];
  return ecs && { ...ecs, ...definition, type: definition.type ?? ecs.type };
}

function leafMapping(field: FlatField): JsonObject {
  const { type } = field;
  const mapping: JsonObject = { type };
  if (type === 'keyword' || type === 'flattened')
    mapping['ignore_above'] = field.ignore_above ?? IGNORE_ABOVE;
  if (type === 'constant_keyword' && field.value !== undefined) mapping['value'] = field.value;
  if (type === 'alias' && field.path !== undefined) mapping['path'] = field.path;
  if (type === 'date' && field.date_format !== undefined) mapping['format'] = field.date_format;
  for (const option of [
    'index',
    'doc_values',
    'dynamic',
    'enabled',
    'subobjects',
    'ignore_malformed',
  ] as const) {
    const value = field[option];
    if (value !== undefined) mapping[option] = value;
  }
  if (field.index === false) delete mapping['ignore_above'];
  const multiFields = field.multi_fields ?? [];
  if (multiFields.length > 0) {
    mapping['fields'] = Object.fromEntries(
      multiFields.map((multi) => [multi.name, leafMapping({ ...multi, type: multi.type ?? 'keyword' })]),
    );
  }
  return mapping;
}

/** Puts a leaf at its dotted name; an object that is declared itself keeps its options beside its properties. */
function place(properties: JsonObject, name: string, mapping: JsonObject): void {
  const segments = name.split('.');
  const leaf = segments.pop() ?? name;
  let level = properties;
  for (const segment of segments) {
    const parent = (level[segment] ??= { properties: {} }) as JsonObject;
    level = (parent['properties'] ??= {}) as JsonObject;
  }
  const existing = level[leaf] as JsonObject | undefined;
  level[leaf] = existing?.['properties'] ? { ...mapping, properties: existing['properties'] } : mapping;
}
