import { unsupportedOperation } from './java-error';
import { MapObject } from './map-object';
import { getOwn, plainKeys } from './plain-map';
import type { PlainMap, Value } from './values';

/** `params`, which takes no changes; what its members hold may change. */
export class ParamsMap extends MapObject {
  readonly javaClass = 'java.util.Collections$UnmodifiableMap';

  constructor(readonly params: PlainMap) {
    super();
  }

  get size(): number {
    return Object.keys(this.params).length;
  }

  keys(): readonly Value[] {
    return plainKeys(this.params);
  }

  has(key: Value): boolean {
    return typeof key === 'string' && Object.hasOwn(this.params, key);
  }

  get(key: Value): Value {
    return typeof key === 'string' ? getOwn(this.params, key) : null;
  }

  put(): never {
    throw unsupportedOperation(null);
  }

  remove(): never {
    throw unsupportedOperation(null);
  }
}
