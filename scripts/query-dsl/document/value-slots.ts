import { setKey, type JsonObject, type JsonValue } from '../../base/json';
import type { FieldDefinition } from '../mapping/field-definition';
import { flattenedLeaves } from '../values/flattened-values';
import type { FieldValues } from '../values/value-semantics';
import { Malformed, type Scalar } from '../values/scalar';
import { analyze } from '../values/standard-analyzer';
import { Slot, type PreparedDocument } from './prepared-document';
import type { ValuePath } from './raw-slots';

/** The indexed values of a field in a document: none, one, or several. */
export type Values = null | Scalar | Scalar[];

/** Does any of the values pass? */
export function someValue(values: Values, test: (value: Scalar) => boolean): boolean {
  if (values === null) return false;
  return Array.isArray(values) ? values.some(test) : test(values);
}

/** The values as a list. */
export function listValues(values: Values): readonly Scalar[] {
  if (values === null) return [];
  return Array.isArray(values) ? values : [values];
}

function addTo(values: Values, value: Scalar): Values {
  if (values === null) return value;
  if (!Array.isArray(values)) return [values, value];
  values.push(value);
  return values;
}

/** The values of a field, as its type indexes them. */
export class ValueSlot extends Slot<Values> {
  constructor(
    number: number,
    private readonly path: ValuePath,
    private readonly field: FieldDefinition,
    private readonly semantics: FieldValues,
  ) {
    super(number);
  }

  protected override extract(document: PreparedDocument): Values {
    let found: Values = null;
    const { nullValue } = this.field;
    const add = (raw: JsonValue | undefined): void => {
      if (raw === null) raw = nullValue;
      if (raw === undefined) return;
      if (Array.isArray(raw)) {
        raw.forEach(add);
        return;
      }
      const value = this.semantics.parse(raw);
      if (value !== undefined && !(value instanceof Malformed)) found = addTo(found, value);
    };
    this.path.visit(document, add);
    return found;
  }
}

/** All leaves of a flattened field, as `text` or as `key NUL text`, the two forms in which it is indexed. */
export class FlattenedSlot extends Slot<Values> {
  constructor(
    number: number,
    private readonly path: ValuePath,
    private readonly field: FieldDefinition,
    private readonly withKeys: boolean,
  ) {
    super(number);
  }

  protected override extract(document: PreparedDocument): Values {
    let found: Values = null;
    const add = (raw: JsonValue): void => {
      for (const [key, text] of flattenedLeaves(this.field, raw)) {
        found = addTo(found, this.withKeys ? `${key}\0${text}` : text);
      }
    };
    this.path.visit(document, add);
    this.path.visitBelow(document, (key, raw) => add(keyedObject(key, raw)));
    return found;
  }
}

/** What a dotted key that leads into a flattened field holds of it. */
function keyedObject(key: string, value: JsonValue): JsonObject {
  const object: JsonObject = {};
  setKey(object, key, value);
  return object;
}

/** What a scope sees of a field that belongs to other objects: never a value. */
class NoValues extends Slot<Values> {
  override read(): Values {
    return null;
  }

  protected override extract(): Values {
    return null;
  }
}

export const noValues: Slot<Values> = new NoValues(0);

/** A constant: every document of the index has it. */
export class ConstantSlot extends Slot<Values> {
  constructor(
    number: number,
    private readonly value: Scalar,
  ) {
    super(number);
  }

  protected override extract(): Values {
    return this.value;
  }
}

/** The tokens of a text field, one list for each of its values. */
export class TokenSlot extends Slot<readonly (readonly string[])[]> {
  constructor(
    number: number,
    private readonly values: Slot<Values>,
  ) {
    super(number);
  }

  protected override extract(document: PreparedDocument): readonly (readonly string[])[] {
    return listValues(this.values.read(document)).map((value) => analyze(String(value)));
  }
}
