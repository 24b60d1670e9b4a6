import { isJsonObject, setKey, type JsonObject, type JsonValue } from '../../base/json';
import { MAX_JSON_DEPTH, isDeeperThan } from '../document/json-depth';
import type { FieldCatalogue } from '../mapping/field-catalogue';
import type { FieldDefinition } from '../mapping/field-definition';
import {
  joinPath,
  makeObject,
  readLeaf,
  type LeafMapping,
  type MappingNode,
  type ObjectMapping,
} from '../mapping/mapping-tree';
import { countChildren, countFields, type FieldLimit } from '../mapping/field-limit';
import { flattenedProblem } from '../values/flattened-values';
import { fieldValuesOf } from '../values/field-values';
import type { FieldValues } from '../values/value-semantics';
import { Malformed, preview } from '../values/scalar';
import type { DetectedType } from '../mapping/dynamic-templates';
import { detectType, dynamicDefinition } from './dynamic-mapping';
import { checkFieldName } from './field-name';
import { DocumentRejected } from './document-rejected';

/** Elasticsearch's default for `index.mapping.depth.limit`. */
const MAX_MAPPING_DEPTH = 20;

/** A field or object that a document brought into the mapping. */
interface Addition {
  readonly owner: ObjectMapping;
  readonly key: string;
  readonly definition: JsonObject;
}

/**
 * Checks documents against a mapping as Elasticsearch does when it indexes them, and lets the mapping grow
 * where it is dynamic. The tree of the catalogue it is given grows with it.
 */
export class DocumentMapper {
  private readonly semantics = new Map<FieldDefinition, FieldValues>();
  private additions: Addition[] = [];
  private id = '';
  /** What the mapping counts, and what the current document adds to it. */
  private counted: number;
  private added = 0;

  constructor(
    private readonly fields: FieldCatalogue,
    private readonly dateDetection: boolean,
    private readonly growth: FieldLimit,
  ) {
    this.counted = countChildren(fields.root);
  }

  /** New properties by dotted path, in the order of their coming. Throws {@link DocumentRejected}. */
  accept(source: JsonObject, id: string): { path: string; definition: JsonObject }[] {
    this.additions = [];
    this.added = 0;
    this.id = id;
    if (isDeeperThan(source, MAX_JSON_DEPTH)) {
      throw new DocumentRejected(
        'document_parsing_exception',
        `failed to parse: document nesting depth exceeds the maximum allowed (${MAX_JSON_DEPTH})`,
      );
    }
    try {
      this.object(this.fields.root, source, '');
    } catch (error) {
      for (const { owner, key } of this.additions) owner.children.delete(key);
      throw error;
    }
    this.counted += this.added;
    return this.additions.map(({ owner, key, definition }) => ({
      path: joinPath(owner.path, key),
      definition,
    }));
  }

  /** `prefix` is what a flattened object below `subobjects: false` has already put before its keys. */
  private object(owner: ObjectMapping, value: JsonObject, prefix: string): void {
    if (!owner.enabled) return;
    for (const key in value) {
      const item = value[key] as JsonValue;
      // Most keys are in the mapping; its names are field names already.
      const node = prefix === '' && owner.subobjects ? owner.children.get(key) : undefined;
      if (node !== undefined) {
        this.node(node, key, item);
        continue;
      }
      checkFieldName(key);
      this.property(owner, prefix + key, item);
    }
  }

  private property(owner: ObjectMapping, key: string, value: JsonValue): void {
    const dot = owner.subobjects ? key.indexOf('.') : -1;
    if (dot > 0 && dot < key.length - 1) {
      const head = key.slice(0, dot);
      const rest = key.slice(dot + 1);
      const child = owner.children.get(head) ?? this.newNode(owner, head, {}, 'object');
      if (child?.kind === 'object') {
        if (child.enabled) this.property(child, rest, value);
      } else if (child !== undefined) {
        this.node(child, head, nest(rest, value));
      }
      return;
    }
    const node = owner.children.get(key);
    if (!owner.subobjects && isStructure(value) && !takesObjects(node)) {
      this.flat(owner, key, value);
    } else if (node !== undefined) {
      this.node(node, key, value);
    } else {
      this.unmapped(owner, key, value);
    }
  }

  /** Below `subobjects: false` the keys of an object are those of fields beside it, also where it stands in a field. */
  private flat(owner: ObjectMapping, key: string, value: JsonValue[] | JsonObject | null): void {
    if (owner.dynamic === 'strict' && !owner.children.has(key)) this.rejectStrict(owner, key);
    if (Array.isArray(value)) for (const item of value) this.property(owner, key, item);
    else if (value !== null) this.object(owner, value, `${key}.`);
  }

  private node(node: MappingNode, key: string | null, value: JsonValue): void {
    if (value === null) return;
    switch (node.kind) {
      case 'leaf':
        this.leaf(node, value);
        return;
      case 'alias':
        throw new DocumentRejected(
          'document_parsing_exception',
          `Cannot write to a field alias [${node.name}].`,
        );
      case 'object':
        if (Array.isArray(value)) for (const item of value) this.node(node, null, item);
        else if (isJsonObject(value)) this.object(node, value, '');
        else if (node.enabled) this.rejectConcrete(node, key);
    }
  }

  private rejectConcrete(node: ObjectMapping, key: string | null): never {
    throw new DocumentRejected(
      'document_parsing_exception',
      `object mapping for [${node.path}] tried to parse field [${String(key)}] as object, but found a concrete value`,
    );
  }

  private leaf(leaf: LeafMapping, value: JsonValue): void {
    if (value === null) return;
    if (Array.isArray(value) && leaf.field.type !== 'geo_point') {
      for (const item of value) this.leaf(leaf, item);
      return;
    }
    this.check(leaf.field, value);
    for (const field of leaf.multiFields) this.check(field, value);
  }

  private check(field: FieldDefinition, value: JsonValue): void {
    let semantics = this.semantics.get(field);
    if (semantics === undefined) this.semantics.set(field, (semantics = fieldValuesOf(field)));
    const isFlattened = field.type === 'flattened';
    const problem = isFlattened ? flattenedProblem(field, value) : semantics.parse(value);
    const isRefused = isFlattened ? problem !== undefined : problem instanceof Malformed;
    // Of the types that ignore what they cannot read, only dates ignore objects.
    if (!isRefused || (field.ignoreMalformed && (field.type === 'date' || !isJsonObject(value)))) return;
    throw new DocumentRejected(
      'document_parsing_exception',
      `failed to parse field [${field.name}] of type [${field.type}] in document with id '${this.id}'. ` +
        `Preview of field's value: '${preview(value)}'`,
    );
  }

  private unmapped(owner: ObjectMapping, key: string, value: JsonValue): void {
    if (owner.dynamic === 'strict') this.rejectStrict(owner, key);
    if (value === null) return;
    if (Array.isArray(value)) {
      for (const item of value) this.property(owner, key, item);
      return;
    }
    const node = this.newNode(owner, key, value, detectType(value, this.dateDetection));
    if (node !== undefined) this.node(node, key, value);
  }

  /** What the templates or Elasticsearch's defaults make of a new key; undefined where the mapping is fixed. */
  private newNode(
    owner: ObjectMapping,
    key: string,
    value: JsonValue,
    type: DetectedType,
  ): MappingNode | undefined {
    if (owner.dynamic === 'false') return undefined;
    if (owner.dynamic === 'strict') this.rejectStrict(owner, key);
    if (this.isFull()) return undefined;
    const path = joinPath(owner.path, key);
    const definition = this.fields.templateFor(path, key, type) ?? dynamicDefinition(type, value);
    const isObject = definition['type'] === 'object' || definition['type'] === 'nested';
    if (isObject) checkDepth(path);
    const node = isObject ? makeObject(path, owner, definition) : readLeaf(owner, key, definition);
    if (!this.hasRoom(countFields(node))) return undefined;
    owner.children.set(key, node);
    this.additions.push({ owner, key, definition });
    return node;
  }

  /** Whether even the smallest new field would be left unmapped. */
  private isFull(): boolean {
    return this.growth.ignoreBeyond && this.counted + this.added >= this.growth.limit;
  }

  /** Takes the room that new fields need; false where they are to stay unmapped. */
  private hasRoom(count: number): boolean {
    const { limit, ignoreBeyond } = this.growth;
    if (this.counted + this.added + count > limit) {
      if (ignoreBeyond) return false;
      throw new DocumentRejected(
        'document_parsing_exception',
        `failed to parse: Limit of total fields [${limit}] has been exceeded while adding new fields [${this.added + count}]`,
      );
    }
    this.added += count;
    return true;
  }

  private rejectStrict(owner: ObjectMapping, key: string): never {
    throw new DocumentRejected(
      'strict_dynamic_mapping_exception',
      `mapping set to strict, dynamic introduction of [${key}] within [${owner.path === '' ? '_doc' : owner.path}] is not allowed`,
    );
  }
}

function isStructure(value: JsonValue): value is JsonValue[] | JsonObject | null {
  return value === null || Array.isArray(value) || isJsonObject(value);
}

function takesObjects(node: MappingNode | undefined): boolean {
  return node?.kind === 'leaf' && (node.field.type === 'flattened' || node.field.type === 'geo_point');
}

function checkDepth(path: string): void {
  if (path.split('.').length <= MAX_MAPPING_DEPTH) return;
  throw new DocumentRejected(
    'illegal_argument_exception',
    `Limit of mapping depth [${MAX_MAPPING_DEPTH}] has been exceeded due to object field [${path}]`,
  );
}

/** `{a: {b: value}}` for `a.b`. */
function nest(path: string, value: JsonValue): JsonValue {
  return path.split('.').reduceRight((inner, key) => {
    const object: JsonObject = {};
    setKey(object, key, inner);
    return object;
  }, value);
}
