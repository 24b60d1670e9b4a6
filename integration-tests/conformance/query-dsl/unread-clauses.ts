import { isJsonObject, type JsonObject, type JsonValue } from '../../../scripts/base/json';
import type { AskedSearch } from '../../../scripts/conformance/query-dsl-search';
import type { ConformanceServer } from '../server';
import { ServerIndex } from './ask-server';
import { MAPPING } from './fields';

/** Why the embedded engine refuses a search that the server answers. */
export const UNREAD =
  'Elasticsearch does not read a clause that no document of the index can match; the embedded engine refuses what is wrong in it all the same';

/** A document with a value in every field, so that every clause is read. */
const FULL: JsonObject = {
  ...{ kw: 'a', short: 'a', lower: 'a', filled: 'a', unindexed: 'a', indexed: 'a', hidden: 'a', words: 'a' },
  ...{ long: 1, integer: 1, small: 1, byte: 1, exact: 1, lenient: 1, column: 1, double: 1, float: 1 },
  ...{ flag: true, set: true, when: 1, day: '2020-03-01', second: 1, either: 1, vague: '2020-03-01' },
  ...{ ip: '192.0.2.1', source: '192.0.2.1', flat: { a: 'a', b: { c: 'a' } }, place: '1,2' },
  object: { kw: 'a', long: 1 },
  many: { kw: 'a', long: 1, when: 1, inner: { kw: 'a' } },
};

const indices = new WeakMap<ConformanceServer, Promise<ServerIndex>>();

function fullIndex(server: ConformanceServer): Promise<ServerIndex> {
  let index = indices.get(server);
  if (index === undefined) {
    // The same values twice over: bounds at both sides are then in reach.
    index = ServerIndex.create(server, MAPPING, [FULL, { ...FULL, when: '9999-12-31', kw: '\u{10ffff}' }]);
    indices.set(server, index);
  }
  return index;
}

/** All clauses that hold no others, each as a query of its own; those of a filter aggregation among them. */
function leaves(value: JsonValue, wrap: (query: JsonObject) => JsonObject): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap((item) => leaves(item, wrap));
  if (!isJsonObject(value)) return [];
  const { bool, nested } = value;
  if (isJsonObject(bool)) return Object.values(bool).flatMap((item) => leaves(item, wrap));
  if (isJsonObject(nested) && isJsonObject(nested['query'])) {
    const { query, ...rest } = nested;
    return [
      wrap({ nested: { ...rest, query: { match_all: {} } } }),
      ...leaves(query, (inner) => wrap({ nested: { ...rest, query: inner } })),
    ];
  }
  return [wrap(value)];
}

function filters(aggs: JsonValue | undefined): JsonObject[] {
  if (!isJsonObject(aggs)) return [];
  return Object.entries(aggs).flatMap(([name, item]) =>
    name === 'filter' && isJsonObject(item) ? [item] : filters(item),
  );
}

/** Does the server refuse some clause of the search when it has to read it? */
export async function isRefusedWhenRead(request: AskedSearch, server: ConformanceServer): Promise<boolean> {
  const clauses = [request.query, ...filters(request.aggs)].flatMap((query) => leaves(query, (leaf) => leaf));
  const index = await fullIndex(server);
  const answers = await index.answers(clauses.map((query) => ({ query, size: 0 })));
  return answers.some(([page]) => isJsonObject(page) && page['refused'] === true);
}
