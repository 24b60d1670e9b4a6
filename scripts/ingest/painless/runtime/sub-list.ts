import { concurrentModification } from './java-error';
import type { Value } from './values';
import { ofClass } from './values';

const views = new WeakSet<object>();

/** Whether a list is one that {@link subListOf} gave. */
export function isSubList(list: object): boolean {
  return views.has(list);
}

/**
 * Java's view of a part of a list: what is done to the one shows in the other. A list that grew or shrank by itself
 * takes its views with it. An array to JavaScript, so that all that lists have works for it.
 */
export function subListOf(list: Value[], from: number, to: number): Value[] {
  let size = to - from;
  let expected = list.length;
  const check = (): void => {
    if (list.length !== expected) throw concurrentModification();
  };
  const resize = (wanted: number): void => {
    check();
    const added = new Array<Value>(Math.max(wanted - size, 0)).fill(null);
    list.splice(from + Math.min(size, wanted), Math.max(size - wanted, 0), ...added);
    size = wanted;
    expected = list.length;
  };
  const view = new Proxy<Value[]>([], {
    get(target, key): unknown {
      const index = indexOf(key);
      if (index === undefined && key !== 'length') return Reflect.get(target, key);
      check();
      return index === undefined ? size : index < size ? list[from + index] : undefined;
    },
    set(_, key, value: Value): boolean {
      const index = indexOf(key);
      if (index === undefined) {
        if (key === 'length') resize(Number(value));
        return key === 'length';
      }
      if (index >= size) resize(index + 1);
      else check();
      list[from + index] = value;
      return true;
    },
    has(target, key): boolean {
      const index = indexOf(key);
      return index === undefined ? Reflect.has(target, key) : index < size;
    },
    // Array methods delete what they then leave out by setting the length.
    deleteProperty: () => true,
  });
  views.add(view);
  return ofClass(view, 'java.util.ArrayList$SubList');
}

function indexOf(key: string | symbol): number | undefined {
  return typeof key === 'string' && /^\d+$/.test(key) ? Number(key) : undefined;
}
