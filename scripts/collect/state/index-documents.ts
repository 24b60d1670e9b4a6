import { errors } from '@elastic/elasticsearch';
import type { Client, estypes } from '@elastic/elasticsearch';
import { backOff } from '../api/back-off';
import type { Clock } from '../clock';
import { StateError } from './state-error';

/** A document of the state; see index-mapping.ts. */
export interface StateDocument {
  readonly kind: string;
  readonly lane?: string;
  readonly batch?: number;
  readonly time?: number;
  readonly value?: object;
}

export type BulkLine =
  { readonly put: string; readonly document: StateDocument } | { readonly remove: string };

/** Tries of a request while the state is opened, some two minutes. */
const FIRST_TRIES = 8;
const TEMPORARY = [408, 429, 502, 503, 504];

/** The index of the state, by ids; a request that may be repeated is, until the collector stops. */
export class IndexDocuments {
  readonly #closing = new AbortController();
  /** Ends waiting. */
  readonly #stop: AbortSignal;
  #tries = FIRST_TRIES;

  constructor(
    private readonly client: Client,
    readonly index: string,
    private readonly steady: Clock,
    stop: AbortSignal,
  ) {
    this.#stop = AbortSignal.any([stop, this.#closing.signal]);
  }

  /** From now on an outage is waited out, however long it takes. */
  opened(): void {
    this.#tries = Infinity;
  }

  /** From now on nothing is tried more than once. */
  close(): void {
    this.#closing.abort();
  }

  /** @throws StateError `STATE_UNREADABLE`; AbortError */
  async ask<T>(request: (client: Client) => Promise<T>): Promise<T> {
    for (let failures = 1; ; failures += 1) {
      try {
        return await request(this.client);
      } catch (error) {
        if (!isTemporary(error)) throw this.#unreadable(error);
        this.#stop.throwIfAborted();
        if (failures >= this.#tries) throw this.#unreadable(error);
        await this.steady.sleep(backOff(failures, Math.random), this.#stop);
      }
    }
  }

  async get(id: string): Promise<StateDocument | undefined> {
    const { index } = this;
    const answer = await this.ask((client) => client.get<StateDocument>({ index, id }, { ignore: [404] }));
    if ('error' in answer) throw this.#unreadable(new Error('there is no such index'));
    return answer._source;
  }

  async put(id: string, document: StateDocument): Promise<void> {
    await this.ask((client) => client.index({ index: this.index, id, document }));
  }

  /** Adds to the value of a document, or makes it. */
  async merge(id: string, document: StateDocument): Promise<void> {
    const { index } = this;
    await this.ask((client) =>
      client.update({ index, id, doc: document, doc_as_upsert: true, retry_on_conflict: 5 }),
    );
  }

  /** Which of these are there. */
  async present(ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const { docs } = await this.ask((client) =>
      client.mget({
        index: this.index,
        ids: [...ids],
        _source: false,
        filter_path: ['docs._id', 'docs.found', 'docs.error'],
      }),
    );
    const found = new Set<string>();
    for (const document of docs) {
      if ('error' in document)
        throw this.#unreadable(new Error(document.error.reason ?? document.error.type));
      if (document.found) found.add(document._id);
    }
    return found;
  }

  /** All of these; one that was refused for the moment is repeated. */
  async bulk(lines: readonly BulkLine[]): Promise<void> {
    let left = lines;
    for (let failures = 1; left.length > 0; failures += 1) {
      const asked = left;
      const answer = await this.ask((client) =>
        client.bulk({
          index: this.index,
          operations: asked.flatMap((line): object[] =>
            'put' in line
              ? [{ index: { _id: line.put } }, line.document]
              : [{ delete: { _id: line.remove } }],
          ),
          filter_path: ['errors', 'items.*.status', 'items.*.error.type', 'items.*.error.reason'],
        }),
      );
      if (!answer.errors) return;
      left = asked.filter((_, place) => this.#refused(answer.items[place] ?? {}));
      if (left.length === 0) return;
      this.#stop.throwIfAborted();
      await this.steady.sleep(backOff(failures, Math.random), this.#stop);
    }
  }

  /** @throws StateError when the item will not be taken later either */
  #refused(item: NonNullable<estypes.BulkResponse['items'][number]>): boolean {
    const { status, error } = Object.values(item)[0] ?? { status: 503, error: undefined };
    // A document to be removed that is not there is 404, without an error.
    if (error === undefined && status !== 503) return false;
    if (TEMPORARY.includes(status)) return true;
    throw this.#unreadable(new Error(error?.reason ?? error?.type ?? `status ${status}`));
  }

  #unreadable(error: unknown): unknown {
    if (!(error instanceof Error) || error instanceof StateError) return error;
    return new StateError(
      'STATE_UNREADABLE',
      `the index ${this.index} of the state cannot be read and written: ${error.message.slice(0, 300)}`,
      `See that the cluster answers, that the index is there (\`npm run setup -- --state-index ${this.index}\`) and that the key ` +
        'has the privileges read and write on it.',
      { cause: error },
    );
  }
}

function isTemporary(error: unknown): boolean {
  if (error instanceof errors.ResponseError) return TEMPORARY.includes(error.statusCode ?? 0);
  return (
    error instanceof errors.ConnectionError ||
    error instanceof errors.TimeoutError ||
    error instanceof errors.NoLivingConnectionsError
  );
}
