import fastify from 'fastify';
import type { FastifyReply } from 'fastify';
import { getKey, isJsonObject } from '../base/json';
import type { JsonObject, JsonValue } from '../base/json';

/** A request as the import API of Kibana sees it. */
export interface ImportRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The form as it came, file name and lines included. */
  readonly body: string;
  /** The rules in the file, in order. */
  readonly ruleIds: readonly string[];
}

export interface KibanaServer extends AsyncDisposable {
  /** e.g. http://127.0.0.1:40123 */
  readonly url: string;
  readonly requests: readonly ImportRequest[];
}

type Answer = (request: ImportRequest, reply: FastifyReply) => unknown;

/** A server on loopback in the place of Kibana; `answer` plays what it says to an import. */
export async function startKibanaServer(answer: Answer): Promise<KibanaServer> {
  const requests: ImportRequest[] = [];
  const app = fastify({ bodyLimit: 64 * 1024 * 1024, forceCloseConnections: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    done(null, body);
  });
  app.all('*', (request, reply) => {
    const body = typeof request.body === 'string' ? request.body : '';
    const seen = { url: request.url, headers: request.headers, body, ruleIds: ruleIds(body) };
    requests.push(seen);
    return answer(seen, reply);
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url, requests, [Symbol.asyncDispose]: () => app.close() };
}

/** What Kibana 9 answers when every rule was imported; `changes` overwrite members of it. */
export function importSuccess(rules: number, changes: JsonObject = {}): JsonObject {
  return {
    success: true,
    success_count: rules,
    rules_count: rules,
    errors: [],
    exceptions_success: true,
    exceptions_success_count: 0,
    exceptions_errors: [],
    action_connectors_success: true,
    action_connectors_success_count: 0,
    action_connectors_errors: [],
    action_connectors_warnings: [],
    ...changes,
  };
}

function ruleIds(body: string): string[] {
  const values = body
    .split(/\r?\n/)
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as JsonValue);
  return values.flatMap((value) => {
    const id = isJsonObject(value) ? getKey(value, 'rule_id') : undefined;
    return typeof id === 'string' ? [id] : [];
  });
}
