import type { JsonObject } from '../base/json';
import { allBuckets } from './buckets';

/** Answers a page for each call, whatever is asked. */
function pagesOf(pages: readonly (readonly JsonObject[])[]): Parameters<typeof allBuckets>[0] {
  const left = [...pages];
  return () => {
    const buckets = left.shift() ?? [];
    const last = buckets.at(-1)?.['key'];
    return Promise.resolve({
      total: 0,
      hits: [],
      aggregations: { groups: { ...(last !== undefined && { after_key: last }), buckets: [...buckets] } },
    });
  };
}

const bucket = (port: number): JsonObject => ({ key: { port }, doc_count: 1 });

async function portsOf(pages: readonly (readonly JsonObject[])[]): Promise<unknown[]> {
  const request = { index: ['*'], query: { match_all: {} }, size: 0 };
  return (await allBuckets(pagesOf(pages), request, [], {})).map(({ key }) => key['port']);
}

test('the buckets of all pages', async () => {
  expect(await portsOf([[bucket(1), bucket(2)], [bucket(3)], []])).toEqual([1, 2, 3]);
});

test('ends where a key that was rounded leads to the same page again', async () => {
  const rounded = bucket(2 ** 53);
  expect(await portsOf([[bucket(1), rounded], [rounded], [rounded]])).toEqual([1, 2 ** 53]);
});
