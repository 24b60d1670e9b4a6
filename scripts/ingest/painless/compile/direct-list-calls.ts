import { isImmutable } from '../runtime/immutable';
import { JavaMap } from '../runtime/java-map';
import { isPlainMap } from '../runtime/values';
import type { PlainMap } from '../runtime/values';
import type { DirectCompiler } from './direct-call';
import { readOperand } from './operand';
import { noteStored } from './store';

const add: DirectCompiler =
  ({ target, a, otherwise, isNoted }) =>
  (frame) => {
    const self = readOperand(target, frame);
    const item = readOperand(a, frame);
    if (!Array.isArray(self) || isImmutable(self)) return otherwise(frame, self, item, null);
    self.push(item);
    if (isNoted) noteStored(frame, self, null, item);
    return true;
  };

/** A string equals nothing but itself. */
const contains: DirectCompiler =
  ({ target, a, otherwise }) =>
  (frame) => {
    const self = readOperand(target, frame);
    const item = readOperand(a, frame);
    if (typeof item === 'string') {
      if (typeof self === 'string') return self.includes(item);
      if (Array.isArray(self)) return self.includes(item);
    }
    return otherwise(frame, self, item, null);
  };

const isEmpty: DirectCompiler =
  ({ target, otherwise }) =>
  (frame) => {
    const self = readOperand(target, frame);
    if (typeof self === 'string') return self === '';
    if (Array.isArray(self)) return self.length === 0;
    if (self instanceof JavaMap) return self.size === 0;
    return isPlainMap(self) && !hasNoKey(self) ? false : otherwise(frame, self, null, null);
  };

function hasNoKey(map: PlainMap): boolean {
  for (const key in map) if (Object.hasOwn(map, key)) return false;
  return true;
}

const size: DirectCompiler =
  ({ target, otherwise }) =>
  (frame) => {
    const self = readOperand(target, frame);
    if (Array.isArray(self)) return self.length;
    return self instanceof JavaMap ? self.size : otherwise(frame, self, null, null);
  };

/** Methods of lists, and those that lists have in common with strings and maps. */
export const LIST_CALLS: Readonly<Record<string, DirectCompiler>> = {
  'add/1': add,
  'contains/1': contains,
  'isEmpty/0': isEmpty,
  'size/0': size,
};
