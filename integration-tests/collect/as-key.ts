import type { Answer } from '../engine/shared-server';

/** One request to the shared server with an API key; `lines` are those of a bulk request. */
export async function askWithKey(
  key: string,
  method: string,
  path: string,
  body?: object | string,
): Promise<Answer> {
  const response = await fetch(new URL(path, process.env['ELASTICSEARCH_URL']), {
    method,
    headers: {
      'content-type': typeof body === 'string' ? 'application/x-ndjson' : 'application/json',
      authorization: `ApiKey ${key}`,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text.startsWith('{') ? (JSON.parse(text) as unknown) : text };
}

export interface BulkItem {
  readonly _index: string;
  readonly _id: string;
  readonly status: number;
  readonly error?: { readonly type: string; readonly reason: string };
}

/** Sends actions by `_bulk`, each with its document where it has one; the items of the answer in the same order. */
export async function bulk(
  key: string,
  actions: readonly (readonly [action: object, source?: object])[],
): Promise<readonly BulkItem[]> {
  const lines = actions.flatMap((action) => action.map((line) => `${JSON.stringify(line)}\n`)).join('');
  const { status, body } = await askWithKey(key, 'POST', '/_bulk', lines);
  if (status !== 200) throw new Error(`_bulk: ${status} ${JSON.stringify(body)}`);
  const { items } = body as { items: Record<string, BulkItem>[] };
  return items.flatMap((item) => Object.values(item));
}
