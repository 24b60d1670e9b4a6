import { getKey, setKey } from './json';
import type { JsonObject } from './json';

describe('objects with untrusted keys', () => {
  test('setKey makes __proto__ an ordinary key', () => {
    const object: JsonObject = {};
    setKey(object, '__proto__', { polluted: true });
    expect(Object.keys(object)).toEqual(['__proto__']);
    expect(({} as JsonObject)['polluted']).toBeUndefined();
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
  });

  test('getKey sees own properties only', () => {
    expect(getKey({}, 'constructor')).toBeUndefined();
    expect(getKey({ constructor: 1 }, 'constructor')).toBe(1);
  });
});
