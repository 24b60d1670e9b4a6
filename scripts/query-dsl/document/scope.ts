import type { FieldDefinition } from '../mapping/field-definition';
import { fieldValuesOf } from '../values/field-values';
import type { FieldValues } from '../values/value-semantics';
import type { Slot } from './prepared-document';
import { NestedSlot, ObjectSlot, ValuePath } from './raw-slots';
import { ConstantSlot, FlattenedSlot, TokenSlot, ValueSlot, noValues, type Values } from './value-slots';

/** A field as clauses use it. */
export interface FieldAccess {
  readonly field: FieldDefinition;
  readonly semantics: FieldValues;
  readonly values: Slot<Values>;
}

/**
 * What queries read from one kind of object: the document, or the objects of one nested path. All queries over
 * a mapping share its slots, so that a field is read once a document.
 */
export class Scope {
  private size = 0;
  private readonly objects = new Map<string, ObjectSlot>();
  private readonly accesses = new Map<string, FieldAccess>();
  private readonly keyed = new Map<string, Slot<Values>>();
  private readonly nested = new Map<string, NestedSlot>();
  private readonly tokens = new Map<string, TokenSlot>();

  /** The nested path whose objects these are; undefined for the document itself. */
  constructor(readonly nestedPath: string | undefined) {}

  /** The objects at a path within this scope's objects. */
  objectsAt(path: string): ObjectSlot {
    let slot = this.objects.get(path);
    if (slot === undefined) {
      slot = new ObjectSlot(this.size++, this.pathTo(path));
      this.objects.set(path, slot);
    }
    return slot;
  }

  /** The values of a field; of one that belongs to another nested object there are none to see from here. */
  access(field: FieldDefinition): FieldAccess {
    let access = this.accesses.get(field.name);
    if (access === undefined) {
      const semantics = fieldValuesOf(field);
      access = { field, semantics, values: this.valueSlot(field, semantics) };
      this.accesses.set(field.name, access);
    }
    return access;
  }

  /** Every leaf of a flattened field as `key NUL text`. */
  flattenedTerms(field: FieldDefinition): Slot<Values> {
    if (field.nestedPath !== this.nestedPath) return noValues;
    let slot = this.keyed.get(field.path);
    if (slot === undefined) {
      slot = new FlattenedSlot(this.size++, this.pathTo(this.relative(field.path)), field, true);
      this.keyed.set(field.path, slot);
    }
    return slot;
  }

  tokensOf(field: FieldDefinition): TokenSlot {
    let slot = this.tokens.get(field.name);
    if (slot === undefined) {
      slot = new TokenSlot(this.size++, this.access(field).values);
      this.tokens.set(field.name, slot);
    }
    return slot;
  }

  /** The objects of a nested path below this scope, each prepared as a document of its own. */
  nestedAt(path: string): NestedSlot {
    let slot = this.nested.get(path);
    if (slot === undefined) {
      slot = new NestedSlot(this.size++, this.objectsAt(this.relative(path)));
      this.nested.set(path, slot);
    }
    return slot;
  }

  private relative(path: string): string {
    return this.nestedPath === undefined ? path : path.slice(this.nestedPath.length + 1);
  }

  private pathTo(path: string): ValuePath {
    return new ValuePath(path, (owner) => this.objectsAt(owner));
  }

  private valueSlot(field: FieldDefinition, semantics: FieldValues): Slot<Values> {
    if (field.nestedPath !== this.nestedPath) return noValues;
    const constant = field.type === 'constant_keyword' ? field.parameters['value'] : undefined;
    if (typeof constant === 'string') return new ConstantSlot(this.size++, constant);
    const isWhole = field.type === 'flattened' && field.flattenedKey === undefined;
    const source = field.flattenedKey === undefined ? field.path : `${field.path}.${field.flattenedKey}`;
    const path = this.pathTo(this.relative(source));
    return isWhole
      ? new FlattenedSlot(this.size++, path, field, false)
      : new ValueSlot(this.size++, path, field, semantics);
  }
}
