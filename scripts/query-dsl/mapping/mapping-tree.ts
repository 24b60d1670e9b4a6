import { isJsonObject, type JsonObject, type JsonValue } from '../../base/json';
import { refuse } from '../refuse';
import type { FieldDefinition } from './field-definition';
import { readField, readMultiFields } from './parameters';

export type Dynamic = 'true' | 'false' | 'strict';

/** An object or nested object of the mapping, the root included (whose path is empty). */
export interface ObjectMapping {
  readonly kind: 'object';
  readonly path: string;
  /** The nearest nested object, itself included. */
  readonly nestedPath: string | undefined;
  readonly isNested: boolean;
  readonly dynamic: Dynamic;
  readonly enabled: boolean;
  readonly subobjects: boolean;
  readonly children: Map<string, MappingNode>;
}

export interface LeafMapping {
  readonly kind: 'leaf';
  readonly field: FieldDefinition;
  readonly multiFields: readonly FieldDefinition[];
}

/** Another name for a field; it takes no values itself. */
export interface AliasMapping {
  readonly kind: 'alias';
  readonly name: string;
  readonly target: string;
}

export type MappingNode = ObjectMapping | LeafMapping | AliasMapping;

const objectParameters = new Set(['type', 'properties', 'dynamic', 'enabled', 'subobjects']);
const rootParameters = new Set([
  ...objectParameters,
  'dynamic_templates',
  'date_detection',
  'numeric_detection',
  'dynamic_date_formats',
  '_meta',
  '_source',
  '_data_stream_timestamp',
]);

function readDynamic(value: JsonValue | undefined, inherited: Dynamic, path: string): Dynamic {
  if (value === undefined) return inherited;
  const word = value === null || typeof value === 'object' ? '' : String(value);
  if (word === 'true' || word === 'false' || word === 'strict') return word;
  return refuse('MAPPING_UNKNOWN_PARAMETER', `"${path}": dynamic "${word}" is not supported`);
}

/** Joins a path and a key; the root's path is empty. */
export function joinPath(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

export function makeObject(path: string, parent: ObjectMapping, definition: JsonObject = {}): ObjectMapping {
  const isNested = definition['type'] === 'nested';
  for (const parameter of Object.keys(definition)) {
    if (!objectParameters.has(parameter)) {
      refuse('MAPPING_UNKNOWN_PARAMETER', `object "${path}": the parameter "${parameter}" is not supported`);
    }
  }
  return {
    kind: 'object',
    path,
    isNested,
    nestedPath: isNested ? path : parent.nestedPath,
    dynamic: readDynamic(definition['dynamic'], parent.dynamic, path),
    enabled: definition['enabled'] !== false,
    subobjects: parent.subobjects && definition['subobjects'] !== false,
    children: new Map(),
  };
}

function isObjectDefinition(definition: JsonObject): boolean {
  const { type } = definition;
  return type === 'object' || type === 'nested' || (type === undefined && !('path' in definition));
}

/** Adds one property; a dotted key makes the objects in between, where subobjects are allowed. */
export function addProperty(owner: ObjectMapping, key: string, definition: JsonObject): void {
  const dot = owner.subobjects ? key.indexOf('.') : -1;
  if (dot > 0) {
    const head = key.slice(0, dot);
    const child = owner.children.get(head) ?? makeObject(joinPath(owner.path, head), owner);
    if (child.kind !== 'object') refuse('MAPPING_INVALID', `"${head}" is both a field and an object`);
    owner.children.set(head, child);
    addProperty(child, key.slice(dot + 1), definition);
    return;
  }
  owner.children.set(key, readNode(owner, key, definition));
}

function readNode(owner: ObjectMapping, key: string, definition: JsonObject): MappingNode {
  const name = joinPath(owner.path, key);
  if (isObjectDefinition(definition)) {
    const node = makeObject(name, owner, definition);
    addProperties(node, definition['properties']);
    return node;
  }
  if (definition['type'] === 'alias') {
    const { path } = definition;
    if (typeof path !== 'string') refuse('MAPPING_INVALID', `alias "${name}" has no path`);
    return { kind: 'alias', name, target: path };
  }
  return readLeaf(owner, key, definition);
}

/** Reads the mapping of one field, multi-fields included. */
export function readLeaf(owner: ObjectMapping, key: string, definition: JsonObject): LeafMapping {
  const name = joinPath(owner.path, key);
  const place = { name, path: name, nestedPath: owner.nestedPath, isMultiField: false };
  return {
    kind: 'leaf',
    field: readField(place, definition),
    multiFields: readMultiFields(place, definition),
  };
}

function addProperties(owner: ObjectMapping, properties: JsonValue | undefined): void {
  if (!isJsonObject(properties)) return;
  for (const [key, definition] of Object.entries(properties)) {
    if (!isJsonObject(definition))
      refuse('MAPPING_INVALID', `"${joinPath(owner.path, key)}" is not an object`);
    addProperty(owner, key, definition);
  }
}

/** Reads a whole mapping into a tree. Throws a ContentError naming the first thing it does not know. */
export function readMapping(mapping: JsonObject): ObjectMapping {
  for (const parameter of Object.keys(mapping)) {
    if (!rootParameters.has(parameter)) {
      refuse('MAPPING_UNKNOWN_PARAMETER', `mapping: the parameter "${parameter}" is not supported`);
    }
  }
  const root: ObjectMapping = {
    kind: 'object',
    path: '',
    isNested: false,
    nestedPath: undefined,
    dynamic: readDynamic(mapping['dynamic'], 'true', 'mapping'),
    enabled: mapping['enabled'] !== false,
    subobjects: mapping['subobjects'] !== false,
    children: new Map(),
  };
  addProperties(root, mapping['properties']);
  return root;
}
