import { BoxedNumber, exactDouble, exactLong } from '../../../base/java-number';
import type { IngestDocument } from '../../document';
import { IngestError, illegalArgument } from '../../errors';
import { JavaError, castError } from './java-error';
import { isImmutable } from './immutable';
import { JavaMap } from './java-map';
import { JavaSet } from './java-set';
import { MapView } from './map-view';
import { otherKeys } from './other-members';
import { ParamsMap } from './params-map';
import { getOwn, setOwn } from './plain-map';
import { isSubList } from './sub-list';
import { TextObject } from './text';
import type { PlainMap, Value } from './values';
import { JavaArray, JavaObject, asPlainMap, isInt, isLongNumber, javaClassOf } from './values';

/**
 * Makes the document JSON again after a script stored values of its own in it.
 *
 * Objects that also belong to the script's `params` are copied, so that no document shares them with the next.
 * @throws IngestError for what Elasticsearch cannot store: a cycle, a key that is no text, an object of no JSON kind.
 */
export function finishDocument(document: IngestDocument, shared: WeakSet<object>): void {
  const finisher = new Finisher(shared);
  finisher.finishMap(asPlainMap(document.source));
  if (finisher.holdsJavaNumbers) document.holdsJavaNumbers = true;
}

/** As {@link finishDocument}, for the members alone that a script stored (a map and a key in turn). */
export function finishMembers(
  document: IngestDocument,
  members: readonly (PlainMap | string)[],
  shared: WeakSet<object>,
): void {
  const finisher = new Finisher(shared);
  try {
    for (let index = 0; index < members.length; index += 2) {
      finisher.finishMember(members[index] as PlainMap, members[index + 1] as string);
    }
  } catch (error) {
    if (!(error instanceof IngestError)) throw error;
    // The script may have removed it again, with what holds it.
    finishDocument(document, shared);
  }
  if (finisher.holdsJavaNumbers) document.holdsJavaNumbers = true;
}

function isFraction(value: number): boolean {
  return Number.isFinite(value) && !Number.isInteger(value);
}

function checkKeys(map: PlainMap): void {
  const [key] = otherKeys(map);
  if (key !== undefined) throw noFieldName(key);
}

/** What Elasticsearch says of a key that is no text. */
function noFieldName(key: Value): IngestError {
  if (key === null) return illegalArgument('Field name cannot be null');
  const { type, message } = castError(javaClassOf(key), 'java.lang.String');
  return new IngestError(type, message);
}

class Finisher {
  /** Whether a number was met that JSON may not have; the document keeps it until it leaves the pipelines. */
  holdsJavaNumbers = false;
  /** Containers that surround the current one, outermost first. */
  private readonly open: object[] = [];
  /** What a map of the script became, so that two places that held one map still do. */
  private done: Map<object, Value> | undefined;

  constructor(private readonly shared: WeakSet<object>) {}

  finishMap(map: PlainMap): void {
    this.enter(map);
    checkKeys(map);
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
        return isInt(value) || isLongNumber(value) || isFraction(value)
          ? value
          : this.noted(exactDouble(value));
      case 'bigint':
        return this.noted(exactLong(value));
      default:
        return value === null ? null : this.finishContainer(value);
    }
  }

  private noted(value: Value): Value {
    this.holdsJavaNumbers = true;
    return value;
  }

  private finishContainer(value: Value[] | PlainMap | JavaObject): Value {
    if (value instanceof BoxedNumber) return this.noted(value);
    if (Array.isArray(value)) return this.finishList(this.ownList(value));
    if (value instanceof JavaObject) return this.finishObject(value);
    checkKeys(value);
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
    if (object instanceof ParamsMap) return this.finishContainer({ ...object.params });
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
    map.forEachInserted((key, value) => {
      if (typeof key !== 'string') throw noFieldName(key);
      setOwn(plain, key, this.finish(value));
    });
    return plain;
  }

  private enter(container: object): void {
    if (this.open.includes(container)) throw illegalArgument('Iterable object is self-referencing itself');
    this.open.push(container);
  }
}
