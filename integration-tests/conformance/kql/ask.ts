import { javaJson } from '../../../scripts/base/java-number';
import type { JsonObject } from '../../../scripts/base/json';
import type { KqlAnswer } from '../../../scripts/conformance/kql';
import type { ConformanceServer } from '../server';
import type { KqlScenario } from './scenario';

interface BulkAnswer {
  readonly items: readonly {
    readonly create: { readonly _id: string; readonly error?: { readonly type: string } };
  }[];
}

interface Cause {
  readonly type: string;
  readonly reason?: string;
}

interface SearchAnswer {
  readonly status: number;
  readonly error?: Cause & { readonly root_cause?: readonly Cause[] };
  readonly hits?: { readonly hits: readonly { readonly _id: string }[] };
}

/** Makes an index with the scenario's mapping and writes its documents; the types of the refusals, by id. */
export async function writeIndex(
  server: ConformanceServer,
  name: string,
  { mapping, documents }: KqlScenario,
): Promise<Record<string, string>> {
  const settings = {
    number_of_shards: 1,
    number_of_replicas: 0,
    refresh_interval: -1,
    'translog.durability': 'async',
  };
  await server.must('PUT', `/${name}?wait_for_active_shards=1`, {
    settings: { index: settings },
    mappings: mapping,
  });
  const lines = documents.flatMap((source, id) => [{ create: { _id: String(id) } }, source]);
  const body = `${lines.map((line) => javaJson(line)).join('\n')}\n`;
  const { items } = (await server.must('POST', `/${name}/_bulk?refresh=true`, body)).body as BulkAnswer;
  return Object.fromEntries(
    items.flatMap(({ create }) => (create.error === undefined ? [] : [[create._id, create.error.type]])),
  );
}

/** A query of its own: one that cannot be parsed would fail all the others of the request. */
export function apart(query: JsonObject): JsonObject {
  return { wrapper: { query: Buffer.from(JSON.stringify(query)).toString('base64') } };
}

/** Asks all queries at once; an answer each, in order. */
export async function searchAll(
  server: ConformanceServer,
  index: string,
  queries: readonly JsonObject[],
): Promise<ServerAnswer[]> {
  if (queries.length === 0) return [];
  const lines = queries.flatMap((query) => ['{}', JSON.stringify({ query, size: 100, _source: false })]);
  const { body } = await server.must('POST', `/${index}/_msearch`, `${lines.join('\n')}\n`);
  return (body as { responses: SearchAnswer[] }).responses.map(readAnswer);
}

/** An answer, and why the server refused where it did. */
export type ServerAnswer = KqlAnswer & { readonly reason?: string };

function readAnswer({ status, error, hits }: SearchAnswer): ServerAnswer {
  if (error === undefined) return { hits: (hits?.hits ?? []).map(({ _id }) => _id).sort() };
  const [{ type, reason = '' } = error] = error.root_cause ?? [];
  const kind = type === 'kql_parsing_exception' ? 'syntax' : status < 500 ? 'query' : `status ${status}`;
  return { error: kind, reason: `${type}: ${reason}` };
}
