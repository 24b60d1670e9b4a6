import type { Client, ClientOptions, errors } from '@elastic/elasticsearch';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { EngineError } from '../../base/errors';
import { parseExactJson } from '../../base/exact-json';
import type { JsonValue } from '../../base/json';
import { refusal } from './refusal';
import type { Address } from './server';

/** Longest wait for any answer, milliseconds; a `_bulk` or `_msearch` of ours takes well under a second. */
const REQUEST_TIMEOUT = 60_000;

export interface Request {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: object;
  /** Newline-delimited JSON, for `_bulk` and `_msearch`. */
  readonly lines?: string;
  /** Statuses that are an answer and not an error, e.g. 404. */
  readonly accept?: readonly number[];
  /** The answer holds documents, whose numbers are to keep every digit (`parseExactJson`). */
  readonly exact?: boolean;
}

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

/**
 * One server, spoken to by Elastic's own client. Answers of 4xx and 5xx are thrown as {@link EngineError}
 * with the server's reason; no answer at all is what `gone` makes of it.
 */
export class Connection implements AsyncDisposable {
  constructor(
    private readonly client: Client,
    private readonly known: typeof errors,
    private readonly gone: (cause: Error) => Promise<EngineError>,
  ) {}

  async send<T = JsonValue>(request: Request): Promise<T> {
    return (await this.ask<T>(request)).body;
  }

  async ask<T = JsonValue>(request: Request): Promise<Answer<T>> {
    const { method, path, query, body, lines, accept = [], exact = false } = request;
    try {
      const { statusCode, body: answered } = await this.client.transport.request<T | Readable>(
        {
          method,
          path,
          ...(query === undefined ? {} : { querystring: { ...query } }),
          ...(body === undefined ? {} : { body }),
          ...(lines === undefined ? {} : { bulkBody: lines }),
        },
        { meta: true, ignore: [...accept], asStream: exact },
      );
      if (!exact) return { status: statusCode, body: answered as T };
      const read = parseExactJson(await text(answered as Readable));
      // What comes as a stream is not looked at by the client.
      if (statusCode >= 400 && !accept.includes(statusCode))
        throw refusal(`${method} ${path}`, statusCode, read);
      return { status: statusCode, body: read as T };
    } catch (error) {
      throw await this.explained(error, `${method} ${path}`);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.close();
  }

  private async explained(error: unknown, request: string): Promise<unknown> {
    if (error instanceof this.known.ResponseError) return refusal(request, error.statusCode ?? 0, error.body);
    if (error instanceof this.known.ProductNotSupportedError) {
      return new EngineError(
        'ENGINE_NOT_ELASTICSEARCH',
        'The server that answers is not Elasticsearch.',
        'Point ELASTICSEARCH_URL at Elasticsearch itself, not at Kibana, OpenSearch or a proxy page.',
        { cause: error },
      );
    }
    if (error instanceof this.known.ConnectionError || error instanceof this.known.TimeoutError) {
      return this.gone(error);
    }
    return error;
  }
}

/** Opens a connection; nothing is sent yet. The client is loaded here, only when a real engine is used. */
export async function connect(
  address: Address,
  gone: (cause: Error) => Promise<EngineError>,
): Promise<Connection> {
  const { Client, errors: known } = await import('@elastic/elasticsearch');
  const options: ClientOptions = {
    node: address.url,
    // A repeated `create` would be reported as a duplicate that is none.
    maxRetries: 0,
    requestTimeout: REQUEST_TIMEOUT,
    // Audit records may have any key; JSON.parse keeps `__proto__` as an ordinary one.
    disablePrototypePoisoningProtection: true,
    ...authentication(address),
  };
  return new Connection(new Client(options), known, gone);
}

function authentication({ apiKey, username, password }: Address): Pick<ClientOptions, 'auth'> {
  if (apiKey !== undefined) return { auth: { apiKey } };
  if (username !== undefined && password !== undefined) return { auth: { username, password } };
  return {};
}
