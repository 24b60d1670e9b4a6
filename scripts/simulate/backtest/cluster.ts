import { EngineError } from '../../base/errors';
import { parseExactJson } from '../../base/exact-json';
import { isJsonObject } from '../../base/json';
import type { JsonObject, JsonValue } from '../../base/json';
import { waitBefore } from '../../kibana';
import { assertReadOnly } from './read-only-guard';

const ATTEMPTS = 6;

/** Answers after which the same question may be answered: too many requests, or a node that is away for a moment. */
const PASSING = [429, 500, 502, 503, 504];

/** Longest wait for one answer, milliseconds. */
const TIMEOUT = 120_000;

export interface ClusterOptions {
  /** Without a trailing slash. */
  readonly url: string;
  /** Encoded; undefined for a cluster without security. */
  readonly apiKey: string | undefined;
  /** Requests a second at most. */
  readonly rate: number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  /** Milliseconds, rising; for the rate. */
  readonly clock: () => number;
  /** Says why it waits. */
  readonly waiting?: (message: string) => void;
}

export interface ClusterRequest {
  readonly method: 'POST' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** What a cluster answered; statuses from 400 on are left to the caller where they may mean something. */
export interface ClusterAnswer {
  readonly status: number;
  readonly body: JsonValue;
}

/**
 * A cluster that is only read: every request passes the guard, none is sent sooner than the rate allows, and what
 * fails in passing (429, 5xx, a broken connection) is asked again with growing pauses.
 */
export class Cluster {
  readonly #options: ClusterOptions;
  #next = 0;

  constructor(options: ClusterOptions) {
    this.#options = options;
  }

  /** @throws EngineError `NOISE_CLUSTER_LOST`, `NOISE_UNAUTHORISED` */
  async ask(request: ClusterRequest): Promise<ClusterAnswer> {
    assertReadOnly(request.method, request.path);
    for (let attempt = 1; ; attempt += 1) {
      await this.#turn();
      const answer = await this.#send(request);
      if (typeof answer === 'object' && !PASSING.includes(answer.status)) return authorised(answer, request);
      const reason = typeof answer === 'string' ? answer : `HTTP ${answer.status}: ${reasonOf(answer.body)}`;
      if (attempt === ATTEMPTS) throw this.#lost(reason);
      const wait = waitBefore(attempt, typeof answer === 'string' ? undefined : answer.retryAfter);
      this.#options.waiting?.(`${reason}; trying again in ${Math.ceil(wait / 1000)} s`);
      await this.#options.sleep(wait);
    }
  }

  /** An answer of 200 as an object. @throws EngineError as `ask`, and `NOISE_REFUSED` */
  async send(request: ClusterRequest): Promise<JsonObject> {
    const { status, body } = await this.ask(request);
    if (status === 200 && isJsonObject(body)) return body;
    throw new EngineError(
      'NOISE_REFUSED',
      `the cluster refused ${request.method} ${request.path} (${status}): ${reasonOf(body)}`,
      'Is it an Elasticsearch of version 9 or later, and does --url name it and not Kibana?',
    );
  }

  /** Waits until the rate allows another request. */
  async #turn(): Promise<void> {
    const { clock, rate, sleep } = this.#options;
    const now = clock();
    const start = Math.max(now, this.#next);
    this.#next = start + 1000 / rate;
    if (start > now) await sleep(start - now);
  }

  /** The answer, or why there is none. */
  async #send({ method, path, query, body }: ClusterRequest): Promise<Received | string> {
    const { url, apiKey } = this.#options;
    try {
      const response = await fetch(
        `${url}${path}${query ? `?${new URLSearchParams(query).toString()}` : ''}`,
        {
          method,
          headers: {
            accept: 'application/json',
            ...(apiKey !== undefined && { authorization: `ApiKey ${apiKey}` }),
            ...(body && { 'content-type': 'application/json' }),
          },
          ...(body && { body: JSON.stringify(body) }),
          // The key must not follow to wherever an answer points.
          redirect: 'manual',
          signal: AbortSignal.timeout(TIMEOUT),
        },
      );
      // Should a server echo the key, it is not shown.
      const text = apiKey === undefined ? await response.text() : hidden(await response.text(), apiKey);
      const retryAfter = response.headers.get('retry-after') ?? undefined;
      return response.ok
        ? { status: response.status, body: parseExactJson(text), retryAfter }
        : { status: response.status, body: jsonOrText(text), retryAfter };
    } catch (error) {
      return messageOf(error);
    }
  }

  #lost(reason: string): EngineError {
    return new EngineError(
      'NOISE_CLUSTER_LOST',
      `the cluster at ${this.#options.url} does not answer: ${reason}`,
      'Run the same command again when it does: it goes on after the last whole day of a rule, and counts nothing twice.',
    );
  }
}

type Received = ClusterAnswer & { readonly retryAfter: string | undefined };

function authorised(answer: ClusterAnswer, { method, path }: ClusterRequest): ClusterAnswer {
  if (answer.status !== 401 && answer.status !== 403) return answer;
  throw new EngineError(
    'NOISE_UNAUTHORISED',
    `the cluster does not allow ${method} ${path} (${answer.status}): ${reasonOf(answer.body)}`,
    'ELASTICSEARCH_API_KEY needs the “encoded” form of a key with the index privileges read and view_index_metadata on the rules’ index patterns, and no other.',
  );
}

function reasonOf(body: JsonValue): string {
  const error = isJsonObject(body) ? body['error'] : body;
  const reason = isJsonObject(error) ? error['reason'] : error;
  return (typeof reason === 'string' ? reason : JSON.stringify(reason ?? null)).slice(0, 300);
}

function jsonOrText(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}

function hidden(text: string, apiKey: string): string {
  return text.replaceAll(apiKey, '[API key]');
}

/** `fetch` hides the reason in `cause`. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? messageOf(error.cause) : error.message;
}
