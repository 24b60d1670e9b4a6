import type { JsonObject } from '../../base/json';
import type { SearchRequest } from '../types';
import { ManyMappingsError, searchIndices } from './search-indices';
import { SearchIndex } from './search-index';

/** One index has the field `arrived`, the other has it not; only one has a keyword `only`. */
const first = new SearchIndex({
  properties: { '@timestamp': { type: 'date' }, arrived: { type: 'date' }, actor: { type: 'keyword' } },
});
const second = new SearchIndex({
  properties: { '@timestamp': { type: 'date' }, actor: { type: 'keyword' }, only: { type: 'keyword' } },
});
const at = (minute: number): string => `2026-03-10T12:${String(minute).padStart(2, '0')}:00.000Z`;
const write = (index: SearchIndex, name: string, id: string, source: JsonObject): unknown =>
  index.create(name, id, source);

write(first, 'logs-b', 'b5', { '@timestamp': at(5), actor: 'x' });
write(first, 'logs-b', 'b1', { '@timestamp': at(1), actor: 'x', arrived: at(9) });
write(second, 'logs-a', 'a3', { '@timestamp': at(3), actor: 'x', only: 'here' });
write(second, 'logs-a', 'a5', { '@timestamp': at(5), actor: 'y' });
write(second, 'filebeat-9', 'f5', { '@timestamp': at(5), actor: 'y' });

const sort = ['arrived', '@timestamp'].map((field) => ({ [field]: { order: 'asc', unmapped_type: 'date' } }));
const request: SearchRequest = { index: ['*'], query: { match_all: {} }, size: 10, sort };
const search = (changed: Partial<SearchRequest> = {}): ReturnType<typeof searchIndices> =>
  searchIndices([first, second], { ...request, ...changed });
const ids = (changed: Partial<SearchRequest> = {}): string[] => search(changed).hits.map(({ _id }) => _id);

describe('a search over indices of several mappings', () => {
  test('merges hits by what they are sorted by, ties by the name of the index', () => {
    // `arrived` comes first: who lacks it comes last, whether the index knows the field or not.
    expect(ids()).toEqual(['b1', 'a3', 'f5', 'a5', 'b5']);
    expect(search().total).toBe(5);
  });

  test('goes on page by page', () => {
    const all: string[] = [];
    let after: SearchRequest['search_after'];
    do {
      const { hits } = search({ size: 2, ...(after && { search_after: after }) });
      all.push(...hits.map(({ _id }) => _id));
      after = hits.at(-1)?.sort;
    } while (after !== undefined && all.length < 3);
    expect(all.slice(0, 3)).toEqual(['b1', 'a3', 'f5']);
  });

  test('looks at the indices that the patterns name', () => {
    expect(ids({ index: ['logs-*'] })).toEqual(['b1', 'a3', 'a5', 'b5']);
    expect(ids({ index: ['filebeat-*'] })).toEqual(['f5']);
  });

  test('a field that one mapping lacks is found where it is', () => {
    expect(ids({ query: { term: { only: 'here' } } })).toEqual(['a3']);
  });

  const aggs = { actors: { terms: { field: 'actor' } } };

  test('aggregates where the documents are of one mapping', () => {
    const { aggregations } = search({ query: { term: { actor: 'y' } }, size: 0, aggs });
    expect(aggregations?.['actors']).toMatchObject({ buckets: [{ key: 'y', doc_count: 2 }] });
  });

  test('refuses to aggregate documents of several mappings', () => {
    expect(() => search({ query: { term: { actor: 'x' } }, size: 0, aggs })).toThrow(ManyMappingsError);
    expect(() => search({ query: { term: { actor: 'x' } }, size: 0, aggs })).toThrow(/logs-a, logs-b/);
  });

  test('answers an aggregation to which there are no documents', () => {
    const { aggregations } = search({ query: { match_none: {} }, size: 0, aggs });
    expect(aggregations?.['actors']).toMatchObject({ buckets: [] });
  });

  test('answers without aggregations where there is no index, as Elasticsearch does', () => {
    expect(searchIndices([], { ...request, aggs })).toEqual({ total: 0, hits: [] });
  });
});
