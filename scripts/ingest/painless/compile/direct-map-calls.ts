import { JavaMap } from '../runtime/java-map';
import { MapEntry } from '../runtime/map-view';
import { isImmutable } from '../runtime/immutable';
import { getOwn, hasOwn, removeOwn, setOwn } from '../runtime/plain-map';
import { isPlainMap } from '../runtime/values';
import type { DirectCall } from './direct-call';
import { noteStored } from './store';

const get: DirectCall = (frame, otherwise, self, key) => {
  if (typeof key === 'string') {
    if (isPlainMap(self)) return getOwn(self, key);
    if (self instanceof JavaMap) return self.get(key);
  }
  return otherwise(frame, self, key, null, null);
};

const containsKey: DirectCall = (frame, otherwise, self, key) => {
  if (typeof key === 'string') {
    if (isPlainMap(self)) return hasOwn(self, key);
    if (self instanceof JavaMap) return self.has(key);
  }
  return otherwise(frame, self, key, null, null);
};

const put: DirectCall = (frame, otherwise, self, key, value) => {
  if (typeof key === 'string') {
    if (isPlainMap(self)) {
      const previous = getOwn(self, key);
      setOwn(self, key, value);
      noteStored(frame, self, key, value);
      return previous;
    }
    if (self instanceof JavaMap && !isImmutable(self)) {
      const previous = self.get(key);
      self.put(key, value);
      return previous;
    }
  }
  return otherwise(frame, self, key, value, null);
};

const remove: DirectCall = (frame, otherwise, self, key) => {
  if (typeof key !== 'string' || !isPlainMap(self)) return otherwise(frame, self, key, null, null);
  const previous = getOwn(self, key);
  if (previous !== null || hasOwn(self, key)) removeOwn(self, key);
  return previous;
};

const getKey: DirectCall = (frame, otherwise, self) =>
  self instanceof MapEntry ? self.key : otherwise(frame, self, null, null, null);

const getValue: DirectCall = (frame, otherwise, self) =>
  self instanceof MapEntry ? self.value : otherwise(frame, self, null, null, null);

/** Methods of maps and their entries; a map is a document's object or one that the script made. */
export const MAP_CALLS: Readonly<Record<string, DirectCall>> = {
  'get/1': get,
  'containsKey/1': containsKey,
  'put/2': put,
  'remove/1': remove,
  'getKey/0': getKey,
  'getValue/0': getValue,
};
