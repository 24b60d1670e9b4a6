import fc from 'fast-check';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../scripts/base/json';
import {
  exists,
  leaf,
  match,
  metadata,
  multiMatch,
  overFields,
  pattern,
  queryString,
  range,
  term,
  terms,
  type Queries,
} from './clauses';
import { FIELD_NAMES } from './fields';
import { rowsOf, tag } from './tagged';
import { pick } from './values';

const nested: Queries = fc.oneof(
  leaf(['many.kw', 'many.long', 'kw', 'many.inner.kw']).map((query) => ({
    features: [...query.features, 'nested'],
    value: { nested: { path: 'many', query: query.value } },
  })),
  leaf(['many.inner.kw']).map((query) => ({
    features: [...query.features, 'nested'],
    value: { nested: { path: 'many.inner', query: query.value } },
  })),
  leaf(['many.inner.kw', 'many.kw']).map((query) => ({
    features: [...query.features, 'nested'],
    value: {
      nested: { path: 'many', query: { nested: { path: 'many.inner', query: query.value } } },
    },
  })),
  tag(
    'nested',
    fc.constantFrom<JsonObject>(
      { nested: { path: 'many', query: { match_all: {} } } },
      { nested: { path: 'many', query: { exists: { field: 'many.kw' } } } },
      { nested: { path: 'many', query: { bool: { must_not: { exists: { field: 'many.long' } } } } } },
      { nested: { path: 'kw', query: { match_all: {} } } },
      { nested: { path: 'nothing', query: { match_all: {} }, ignore_unmapped: true } },
      { nested: { path: 'nothing', query: { match_all: {} } } },
    ),
  ),
);

const clause: Queries = fc.oneof(
  { weight: 12, arbitrary: leaf() },
  { weight: 2, arbitrary: exists },
  { weight: 1, arbitrary: metadata },
  { weight: 1, arbitrary: nested },
);

const minimum = fc.oneof(
  { weight: 5, arbitrary: fc.constant<JsonObject>({}) },
  {
    weight: 4,
    arbitrary: pick<JsonValue>(1, 2, 0, 3, '1', '2', 4, -1, '50%', '-25%', '1<50%').map(
      (count): JsonObject => ({ minimum_should_match: count }),
    ),
  },
);

function bool(inner: Queries, isFilter: boolean): Queries {
  const list = fc.array(inner, { maxLength: 3 });
  const some = fc.oneof(fc.constant([]), list);
  return fc
    .tuple(some, some, some, some, minimum, fc.boolean())
    .map(([must, filter, should, mustNot, min, single]) => {
      const clauses = Object.entries({ must, filter, should, must_not: mustNot }).filter(
        ([, all]) => all.length > 0,
      );
      const value: JsonObject = {
        bool: {
          ...Object.fromEntries(
            clauses.map(([name, all]) => {
              const values = all.map((query) => query.value);
              return [name, single && values.length === 1 && values[0] !== undefined ? values[0] : values];
            }),
          ),
          ...min,
        },
      };
      const rows = [...clauses.map(([name]) => `bool ${name}`), ...Object.keys(min)];
      const wrapped = isFilter ? { bool: { filter: [value] } } : value;
      return { features: [...rowsOf(...must, ...filter, ...should, ...mustNot), ...rows], value: wrapped };
    });
}

/** A whole query of a search. What only some field refuses stands alone: beside others it may never be looked at. */
export const query: Queries = fc.oneof(
  { weight: 10, arbitrary: clause },
  { weight: 4, arbitrary: bool(clause, false) },
  { weight: 2, arbitrary: bool(fc.oneof(clause, bool(clause, false)), true) },
  { weight: 1, arbitrary: queryString },
  { weight: 1, arbitrary: multiMatch },
  {
    weight: 1,
    arbitrary: overFields(FIELD_NAMES, true, (field, value) =>
      fc.oneof(term(field, value), range(field, value), terms(field, value), match(field, value)),
    ),
  },
  { weight: 1, arbitrary: fc.oneof(...FIELD_NAMES.map(pattern)) },
);

/** Does the query look into fields that it does not name? */
export function looksEverywhere(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some(looksEverywhere);
  if (!isJsonObject(value)) return typeof value === 'string' && value.includes('*');
  return Object.entries(value).some(
    ([key, item]) =>
      ((key === 'multi_match' || key === 'query_string') && isJsonObject(item) && !('fields' in item)) ||
      looksEverywhere(item),
  );
}
