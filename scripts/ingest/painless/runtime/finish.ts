import { BoxedNumber, exactInteger, jsonDouble, jsonFloat } from '../../../base/java-number';
import type { IngestDocument } from '../../document';
import { IngestError, illegalArgument } from '../../errors';
import { JavaError, castError } from './java-error';
import { isImmutable } from './immutable';
import { JavaMap } from './java-map';
import { JavaSet } from './java-set';
import { MapView } from './map-view';
import { getOwn, setOwn } from './plain-map';
import { isSubList } from './sub-list';
import { TextObject } from './text';
import type { PlainMap, Value } from './values';
import { JavaArray, JavaNumber, JavaObject, asPlainMap, isInt, isLongNumber, javaClassOf } from './values';

/**
 * Makes the document JSON again after a script stored values of its own in it.
 *
 * Objects that also belong to the script's `params` are copied, so that no document shares them with the next.
 * @throws IngestError for what Elasticsearch cannot store: a cycle, a key that is no text, an object of no JSON kind.
 */
export function finishDocument(document: IngestDocument, shared: WeakSet<object>): void {
  new Finisher(shared).finishMap(asPlainMap(document.source));
}

/** As {@link finishDocument}, for the members alone that a script stored (a map and a key in turn). */
export function finishMembers(members: readonly (PlainMap | string)[], shared: WeakSet<object>): void {
  const finisher = new Finisher(shared);
  for (let index = 0; index < members.length; index += 2) {
    finisher.finishMember(members[index] as PlainMap, members[index + 1] as string);
  }
}

/** A document's number is exact: whole doubles stay boxed, and so do integers beyond 2^53. */
function finishNumber(value: number): Value {
  return isLongNumber(value) ? value : jsonDouble(value);
}

/** What only scripts have becomes what its text in JSON is read as. */
function finishBoxed(value: BoxedNumber): Value {
  if (!(value instanceof JavaNumber) || value.type === 'double') return value;
  return value.type === 'float' ? jsonFloat(value.value) : value.value;
}

class Finisher {
  /** Containers that surround the current one, outermost first. */
  private readonly open: object[] = [];
  /** What a map of the script became, so that two places that held one map still do. */
  private done: Map<object, Value> | undefined;

  constructor(private readonly shared: WeakSet<object>) {}

  finishMap(map: PlainMap): void {
    this.enter(map);
    for (const key of Object.keys(map)) this.finishMember(map, key);
    this.open.pop();
  }

  finishMember(map: PlainMap, key: string): void {
    const value = getOwn(map, key);
    const finished = this.finish(value);
    if (finished !== value) setOwn(map, key, finished);
  }

  private finish(value: Value): Value {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'number':
        return isInt(value) ? value : finishNumber(value);
      case 'bigint':
        return exactInteger(value);
      default:
        return value === null ? null : this.finishContainer(value);
    }
  }

  private finishContainer(value: Value[] | PlainMap | JavaObject): Value {
    if (value instanceof BoxedNumber) return finishBoxed(value);
    if (Array.isArray(value)) return this.finishList(this.ownList(value));
    if (value instanceof JavaObject) return this.finishObject(value);
    const map = this.shared.has(value) ? { ...value } : value;
    this.finishMap(map);
    return map;
  }

  /** The list, or a copy where it is no plain list of this document. */
  private ownList(list: Value[]): Value[] {
    if (!isSubList(list)) return this.shared.has(list) || isImmutable(list) ? [...list] : list;
    try {
      return [...list];
    } catch (error) {
      throw error instanceof JavaError ? new IngestError(error.type, error.message) : error;
    }
  }

  private finishList(list: Value[]): Value[] {
    this.enter(list);
    for (let index = 0; index < list.length; index++) {
      const item = list[index] ?? null;
      const finished = this.finish(item);
      if (finished !== item) list[index] = finished;
    }
    this.open.pop();
    return list;
  }

  private finishObject(object: JavaObject): Value {
    const known = this.done?.get(object);
    if (known !== undefined) return known;
    this.enter(object);
    const finished = this.convert(object);
    this.open.pop();
    (this.done ??= new Map()).set(object, finished);
    return finished;
  }

  private convert(object: JavaObject): Value {
    if (object instanceof JavaMap) return this.convertMap(object);
    if (object instanceof JavaSet) return this.finishList([...object.items()]);
    if (object instanceof MapView && (object.kind !== 'entrySet' || object.size === 0))
      return this.finishList([...object.items()]);
    if (object instanceof JavaArray) return this.finishList([...object.items]);
    const stored = object instanceof TextObject ? object.stored() : undefined;
    if (stored !== undefined) return stored;
    throw illegalArgument(`cannot write xcontent for unknown value of type class ${object.javaClass}`);
  }

  private convertMap(map: JavaMap): PlainMap {
    const plain: PlainMap = {};
    for (const key of map.insertedKeys()) {
      if (key === null) throw illegalArgument('Field name cannot be null');
      if (typeof key !== 'string') {
        const { type, message } = castError(javaClassOf(key), 'java.lang.String');
        throw new IngestError(type, message);
      }
      setOwn(plain, key, this.finish(map.get(key)));
    }
    return plain;
  }

  private enter(container: object): void {
    if (this.open.includes(container)) throw illegalArgument('Iterable object is self-referencing itself');
    this.open.push(container);
  }
}
