import { getKey, isJsonObject, setKey, type JsonObject, type JsonValue } from '../../base/json';
import { PreparedDocument, Slot } from './prepared-document';

/** The objects at a path: none, one, or several where an array stands on the way. */
export type Objects = null | JsonObject | JsonObject[];

/** Where a value can stand: as `key` in the objects of `owner` (the document itself when null). */
interface Place {
  readonly owner: ObjectSlot | null;
  readonly key: string;
  /** The key is also a member of every object's prototype, so that it must be asked for with care. */
  readonly isInherited: boolean;
}

/** Called with each value found; arrays come as they are. */
type Visit = (value: JsonValue) => void;

function visitOwner(owner: JsonObject, { key, isInherited }: Place, visit: Visit): void {
  const value = isInherited ? getKey(owner, key) : owner[key];
  if (value !== undefined) visit(value);
}

/**
 * Finds the values of a field in a document, whether the JSON nests objects or dots its keys: `a.b.c` stands
 * at `{a: {b: {c}}}`, `{a: {"b.c"}}`, `{"a.b": {c}}` or `{"a.b.c"}`.
 */
export class ValuePath {
  private readonly places: readonly Place[];

  constructor(path: string, objects: (path: string) => ObjectSlot) {
    const keys = path.split('.');
    this.places = keys.map((_, index) => {
      const key = keys.slice(index).join('.');
      return {
        owner: index === 0 ? null : objects(keys.slice(0, index).join('.')),
        key,
        isInherited: key in Object.prototype,
      };
    });
  }

  visit(document: PreparedDocument, visit: Visit): void {
    for (const place of this.places) {
      const owners = place.owner === null ? document.source : place.owner.read(document);
      if (owners === null) continue;
      if (Array.isArray(owners)) for (const owner of owners) visitOwner(owner, place, visit);
      else visitOwner(owners, place, visit);
    }
  }

  /** Visits what stands under a dotted key that leads on below the path: `a.b.c` below `a.b`. */
  visitBelow(document: PreparedDocument, visit: (key: string, value: JsonValue) => void): void {
    for (const { owner, key } of this.places) {
      const owners = owner === null ? document.source : owner.read(document);
      for (const object of owners === null ? [] : Array.isArray(owners) ? owners : [owners]) {
        for (const [name, value] of Object.entries(object)) {
          if (name.startsWith(`${key}.`)) visit(name.slice(key.length + 1), value);
        }
      }
    }
  }
}

/** The objects at a path, arrays flattened. */
export class ObjectSlot extends Slot<Objects> {
  constructor(
    number: number,
    readonly path: ValuePath,
  ) {
    super(number);
  }

  protected override extract(document: PreparedDocument): Objects {
    let found: Objects = null;
    const add = (value: JsonValue): void => {
      if (Array.isArray(value)) {
        value.forEach(add);
      } else if (isJsonObject(value)) {
        if (found === null) found = value;
        else if (Array.isArray(found)) found.push(value);
        else found = [found, value];
      }
    };
    this.path.visit(document, add);
    return found;
  }
}

/** The objects of a nested path, each a document to the queries within. */
export class NestedSlot extends Slot<readonly PreparedDocument[]> {
  constructor(
    number: number,
    private readonly objects: ObjectSlot,
  ) {
    super(number);
  }

  protected override extract(document: PreparedDocument): readonly PreparedDocument[] {
    const objects = this.objects.read(document);
    const nested = objects === null ? [] : Array.isArray(objects) ? [...objects] : [objects];
    // A dotted key makes a nested object of its own.
    this.objects.path.visitBelow(document, (key, value) => {
      const object: JsonObject = {};
      setKey(object, key, value);
      nested.push(object);
    });
    return nested.map((object) => new PreparedDocument(object));
  }
}
