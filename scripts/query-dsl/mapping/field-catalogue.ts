import type { JsonObject } from '../../base/json';
import { readDynamicTemplates, type DetectedType } from './dynamic-templates';
import type { FieldDefinition } from './field-definition';
import { readMapping, type MappingNode, type ObjectMapping } from './mapping-tree';
import { readField } from './parameters';

/** Templates are asked with these in turn: rules compare text far more often than anything else. */
const guesses: readonly DetectedType[] = ['string', 'long', 'double', 'boolean', 'date'];

/** The fields that a mapping gives, by name. Made by {@link fieldCatalogue}. */
export class FieldCatalogue {
  readonly root: ObjectMapping;
  readonly templateFor: ReturnType<typeof readDynamicTemplates>;
  private readonly declared = new Map<string, FieldDefinition>();
  private readonly derived = new Map<string, FieldDefinition | undefined>();

  constructor(mapping: JsonObject) {
    this.root = readMapping(mapping);
    this.templateFor = readDynamicTemplates(mapping['dynamic_templates']);
    const aliases: [string, string][] = [];
    this.collect(this.root, aliases);
    for (const [name, target] of aliases) {
      const field = this.declared.get(target);
      if (field !== undefined) this.declared.set(name, field);
    }
  }

  /** The names of all declared fields, aliases and multi-fields, sorted; for wildcards and suggestions. */
  names(): readonly string[] {
    return [...this.declared.keys()].sort();
  }

  /** The declared fields, each once, whatever its aliases. */
  fields(): readonly FieldDefinition[] {
    return [...new Set(this.declared.values())];
  }

  /**
   * The field of that name: declared, a key of a flattened field, or as the first dynamic template that fits
   * would make it. Undefined when the mapping says nothing about the name.
   */
  lookup(name: string): FieldDefinition | undefined {
    const declared = this.declared.get(name);
    if (declared !== undefined) return declared;
    if (!this.derived.has(name)) this.derived.set(name, this.derive(name));
    return this.derived.get(name);
  }

  /** Is the name a key of a flattened field? */
  isFlattenedKey(name: string): boolean {
    return this.lookup(name)?.flattenedKey !== undefined;
  }

  /** Is there a nested object of that path? */
  isNestedPath(path: string): boolean {
    const node = this.objectAt(path);
    return node?.isNested === true;
  }

  /** The declared object of that path. */
  objectAt(path: string): ObjectMapping | undefined {
    let node: MappingNode | undefined = this.root;
    for (const key of path === '' ? [] : path.split('.')) {
      if (node?.kind !== 'object') return undefined;
      node = node.children.get(key);
    }
    return node?.kind === 'object' ? node : undefined;
  }

  private collect(owner: ObjectMapping, aliases: [string, string][]): void {
    if (!owner.enabled) return;
    for (const node of owner.children.values()) {
      if (node.kind === 'object') {
        this.collect(node, aliases);
      } else if (node.kind === 'alias') {
        aliases.push([node.name, node.target]);
      } else {
        for (const field of [node.field, ...node.multiFields]) this.declared.set(field.name, field);
      }
    }
  }

  private derive(name: string): FieldDefinition | undefined {
    let owner = this.root;
    const keys = name.split('.');
    for (const [index, key] of keys.entries()) {
      const node: MappingNode | undefined = owner.subobjects
        ? owner.children.get(key)
        : this.longestChild(owner, keys.slice(index));
      if (node === undefined) return owner.enabled ? this.dynamicField(owner, name, index) : undefined;
      if (node.kind === 'leaf') return flattenedKey(node.field, name);
      if (node.kind === 'alias' || !node.enabled) return undefined;
      owner = node;
    }
    return undefined;
  }

  /** Below `subobjects: false` names keep their dots. */
  private longestChild(owner: ObjectMapping, keys: readonly string[]): MappingNode | undefined {
    for (let length = keys.length; length > 0; length -= 1) {
      const node = owner.children.get(keys.slice(0, length).join('.'));
      if (node !== undefined) return node;
    }
    return undefined;
  }

  /** `known` counts the keys of the name that the mapping declares. */
  private dynamicField(owner: ObjectMapping, name: string, known: number): FieldDefinition | undefined {
    if (owner.dynamic !== 'true') return undefined;
    const keys = name.split('.');
    for (let length = known + 1; length < keys.length; length += 1) {
      const path = keys.slice(0, length).join('.');
      const definition = this.templateFor(path, keys[length - 1] ?? '', 'object');
      if (definition === undefined || definition['type'] === 'object') continue;
      const place = { name: path, path, nestedPath: owner.nestedPath, isMultiField: false };
      // The template makes a leaf of the object: only a flattened one has keys.
      return flattenedKey(readField(place, definition), name);
    }
    const key = name.slice(name.lastIndexOf('.') + 1);
    for (const guess of guesses) {
      const definition = this.templateFor(name, key, guess);
      if (definition !== undefined) {
        if (definition['type'] === 'object') return undefined;
        return readField({ name, path: name, nestedPath: owner.nestedPath, isMultiField: false }, definition);
      }
    }
    return undefined;
  }
}

function flattenedKey(field: FieldDefinition, name: string): FieldDefinition | undefined {
  if (field.type !== 'flattened' || !name.startsWith(`${field.name}.`)) return undefined;
  return { ...field, name, flattenedKey: name.slice(field.name.length + 1) };
}

/** Reads a mapping. Throws a ContentError for a type or parameter that this program does not know. */
export function fieldCatalogue(mapping: JsonObject): FieldCatalogue {
  return new FieldCatalogue(mapping);
}
