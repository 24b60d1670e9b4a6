import { isImmutable } from '../runtime/immutable';
import { JavaMap } from '../runtime/java-map';
import { isPlainMap } from '../runtime/values';
import type { PlainMap } from '../runtime/values';
import type { DirectCall } from './direct-call';
import { noteStored } from './store';

const add: DirectCall = (frame, otherwise, self, item) => {
  if (!Array.isArray(self) || isImmutable(self)) return otherwise(frame, self, item, null, null);
  self.push(item);
  noteStored(frame, self, null, item);
  return true;
};

/** `add` to a list that nobody has to look for in the document. */
export const addUnnoted: DirectCall = (frame, otherwise, self, item) => {
  if (!Array.isArray(self) || isImmutable(self)) return otherwise(frame, self, item, null, null);
  self.push(item);
  return true;
};

/** A string equals nothing but itself. */
const contains: DirectCall = (frame, otherwise, self, item) => {
  if (typeof item === 'string') {
    if (typeof self === 'string') return self.includes(item);
    if (Array.isArray(self)) return self.includes(item);
  }
  return otherwise(frame, self, item, null, null);
};

const isEmpty: DirectCall = (frame, otherwise, self) => {
  if (typeof self === 'string') return self === '';
  if (Array.isArray(self)) return self.length === 0;
  if (self instanceof JavaMap) return self.size === 0;
  return isPlainMap(self) && !hasNoKey(self) ? false : otherwise(frame, self, null, null, null);
};

function hasNoKey(map: PlainMap): boolean {
  for (const key in map) if (Object.hasOwn(map, key)) return false;
  return true;
}

const size: DirectCall = (frame, otherwise, self) => {
  if (Array.isArray(self)) return self.length;
  return self instanceof JavaMap ? self.size : otherwise(frame, self, null, null, null);
};

/** Methods of lists, and those that lists have in common with strings and maps. */
export const LIST_CALLS: Readonly<Record<string, DirectCall>> = {
  'add/1': add,
  'contains/1': contains,
  'isEmpty/0': isEmpty,
  'size/0': size,
};
