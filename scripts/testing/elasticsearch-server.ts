import fastify from 'fastify';
import type { FastifyReply } from 'fastify';
import { isJsonObject } from '../base/json';
import type { JsonObject, JsonValue } from '../base/json';

/** A request as a cluster sees it. */
export interface ClusterCall {
  readonly method: string;
  /** Without the query string. */
  readonly path: string;
  readonly body: JsonObject;
  readonly authorization: string | undefined;
}

export interface ElasticsearchServer extends AsyncDisposable {
  readonly url: string;
  readonly calls: readonly ClusterCall[];
}

/** A server on loopback in the place of a cluster; `answer` plays what it says. */
export async function startElasticsearchServer(
  answer: (call: ClusterCall, reply: FastifyReply) => unknown,
): Promise<ElasticsearchServer> {
  const calls: ClusterCall[] = [];
  const app = fastify({ forceCloseConnections: true });
  app.all('*', (request, reply) => {
    const body = request.body as JsonValue | undefined;
    const call = {
      method: request.method,
      path: request.url.split('?')[0] ?? '',
      body: isJsonObject(body) ? body : {},
      authorization: request.headers.authorization,
    };
    calls.push(call);
    return answer(call, reply);
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url, calls, [Symbol.asyncDispose]: () => app.close() };
}
