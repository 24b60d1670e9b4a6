import type { Slot } from '../document/prepared-document';
import type { FieldAccess } from '../document/scope';
import { someValue, type Values } from '../document/value-slots';
import type { Scalar, ValueTest } from '../values/scalar';
import { matchNone, type Clause } from './context';

/** A clause that holds when any value in the slot passes. */
export function anyValueClause(slot: Slot<Values>, test: (value: Scalar) => boolean): Clause {
  return { matches: (document) => someValue(slot.read(document), test) };
}

/** A clause that holds when the field has one of the values. */
export function termsClause(access: FieldAccess, wanted: readonly Scalar[]): Clause {
  const slot = access.values;
  const [only] = wanted;
  if (only === undefined) return matchNone;
  const terms = { access, values: wanted };
  if (wanted.length === 1) {
    return {
      terms,
      matches: (document) => {
        const values = slot.read(document);
        return values === only || (Array.isArray(values) && values.includes(only));
      },
    };
  }
  const set = new Set(wanted);
  return {
    terms,
    matches: (document) => {
      const values = slot.read(document);
      return Array.isArray(values)
        ? values.some((value) => set.has(value))
        : values !== null && set.has(values);
    },
  };
}

/** The clause of a field's own test. */
export function testClause(access: FieldAccess, test: ValueTest): Clause {
  switch (test.kind) {
    case 'none':
      return matchNone;
    case 'equals':
      return termsClause(access, [test.value]);
    case 'test':
      return anyValueClause(access.values, test.test);
  }
}
