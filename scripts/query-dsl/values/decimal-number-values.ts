import { Malformed, compareNumbers, equalTo, testing, type ValueTest } from './scalar';
import type { FieldDefinition } from '../mapping/field-definition';
import type { Exact } from './exact-decimal';
import { between, documentNumber, endsOf, queryDouble, type Ends } from './number-reading';
import type { FieldValues } from './value-semantics';

/** As {@link between}, with -0.0 before 0.0, which are two values to Lucene. */
function betweenZeros({ gt, gte, lt, lte }: Ends): ValueTest {
  return testing(
    (value) =>
      compareNumbers(value as Exact, gt) > 0 &&
      compareNumbers(value as Exact, gte) >= 0 &&
      compareNumbers(value as Exact, lt) < 0 &&
      compareNumbers(value as Exact, lte) <= 0,
  );
}

/** double and its kin, of which `round` makes a value of the type. */
export function decimalNumberValues(field: FieldDefinition, round: (value: number) => number): FieldValues {
  return {
    parse(raw) {
      const value = documentNumber(field, raw);
      if (value === undefined || value instanceof Malformed) return value;
      const rounded = round(Number(value));
      if (!Number.isFinite(rounded)) {
        return new Malformed(`[${field.type}] supports only finite values, but got [${String(rounded)}]`);
      }
      return rounded;
    },
    term(value) {
      const wanted = round(Number(queryDouble(value)));
      return wanted === 0 ? testing((each) => Object.is(each, wanted)) : equalTo(wanted);
    },
    range(bounds) {
      const ends = endsOf(bounds, (value) => {
        const bound = round(Number(queryDouble(value)));
        // Lucene sorts NaN last.
        return Number.isNaN(bound) ? Infinity : bound;
      });
      return Object.values(ends).includes(0) ? betweenZeros(ends) : between(ends);
    },
  };
}
