import { isJsonObject, type JsonObject, type JsonValue } from '../../base/json';
import { refuse, refuseUnknown } from '../refuse';
import { fieldTypes, type FieldDefinition, type FieldType } from './field-definition';

/** Change neither what a query finds nor which documents are accepted. */
const neutral = [
  'type',
  'fields',
  'index',
  'doc_values',
  'store',
  'meta',
  'norms',
  'similarity',
  'index_options',
  'eager_global_ordinals',
  'synthetic_source_keep',
];
const numeric = ['coerce', 'ignore_malformed', 'null_value'];
const string = ['ignore_above', 'null_value', 'normalizer'];

const parametersOf: Readonly<Record<FieldType, readonly string[]>> = {
  keyword: string,
  wildcard: ['ignore_above', 'null_value'],
  constant_keyword: ['value'],
  text: ['analyzer', 'fielddata', 'term_vector', 'position_increment_gap'],
  match_only_text: ['analyzer'],
  long: numeric,
  integer: numeric,
  short: numeric,
  byte: numeric,
  double: numeric,
  float: numeric,
  scaled_float: [...numeric, 'scaling_factor'],
  boolean: ['ignore_malformed', 'null_value'],
  date: ['format', 'ignore_malformed', 'null_value', 'locale'],
  ip: ['ignore_malformed', 'null_value'],
  flattened: ['depth_limit', 'ignore_above'],
  geo_point: ['ignore_malformed', 'ignore_z_value'],
};

/** Refuses what this program would otherwise silently not do. */
const onlyValues: Readonly<Record<string, readonly JsonValue[]>> = {
  analyzer: ['standard'],
  normalizer: ['lowercase'],
  position_increment_gap: [100],
  locale: ['', 'ENGLISH', 'en', 'ROOT'],
};

function fieldType(name: string, declared: JsonValue | undefined): FieldType {
  const type = fieldTypes.find((known) => known === declared);
  if (type === undefined) {
    refuseUnknown('MAPPING_UNKNOWN_TYPE', `field "${name}": the type`, JSON.stringify(declared), fieldTypes);
  }
  return type;
}

function checkParameters(name: string, type: FieldType, definition: JsonObject): void {
  const allowed = new Set([...neutral, ...parametersOf[type]]);
  for (const [parameter, value] of Object.entries(definition)) {
    if (!allowed.has(parameter)) {
      refuseUnknown(
        'MAPPING_UNKNOWN_PARAMETER',
        `field "${name}" (${type}): the parameter`,
        parameter,
        allowed,
      );
    }
    const values = onlyValues[parameter];
    if (values !== undefined && !values.includes(value)) {
      refuse(
        'MAPPING_UNKNOWN_PARAMETER',
        `field "${name}": ${parameter} ${JSON.stringify(value)} is not supported, only ${JSON.stringify(values)}`,
      );
    }
  }
}

export interface FieldPlace {
  readonly name: string;
  readonly path: string;
  readonly nestedPath: string | undefined;
  readonly isMultiField: boolean;
}

/** Reads one leaf of a mapping. Throws a ContentError for an unknown type or parameter. */
export function readField(place: FieldPlace, definition: JsonObject): FieldDefinition {
  const type = fieldType(place.name, definition['type']);
  checkParameters(place.name, type, definition);
  const { ignore_above: ignoreAbove } = definition;
  return {
    ...place,
    type,
    ignoreAbove: typeof ignoreAbove === 'number' ? ignoreAbove : Infinity,
    nullValue: definition['null_value'] ?? undefined,
    coerce: definition['coerce'] !== false,
    ignoreMalformed: definition['ignore_malformed'] === true,
    searchable: definition['index'] !== false || definition['doc_values'] !== false,
    parameters: definition,
  };
}

/** The multi-fields of a leaf: they read the values of their parent. */
export function readMultiFields(parent: FieldPlace, definition: JsonObject): FieldDefinition[] {
  const { fields } = definition;
  if (!isJsonObject(fields)) return [];
  return Object.entries(fields).map(([key, sub]) => {
    const name = `${parent.name}.${key}`;
    if (!isJsonObject(sub)) return refuse('MAPPING_INVALID', `multi-field "${name}" is not an object`);
    return readField({ ...parent, name, isMultiField: true }, sub);
  });
}
