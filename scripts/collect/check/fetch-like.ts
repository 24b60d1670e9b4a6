import type { Http } from '../api/http';

/** A request to Microsoft, its answer's body as text. @throws NetworkError */
export type FetchLike = Http['text'];

/** A request to Elasticsearch; any status is an answer. Throws when there is none. */
export type AskElasticsearch = (
  method: 'GET' | 'POST',
  path: string,
  body?: object,
) => Promise<{ readonly status: number; readonly body: unknown }>;
