import type { Client, estypes } from '@elastic/elasticsearch';
import { backOff } from '../api/back-off';
import type { Obstacle } from '../elasticsearch-obstacle';
import { DocumentError, obstacleOf, passesEarly } from './index-obstacle';
import { StateError } from './state-error';
import type { StateParts } from './state-parts';
import { ToldObstacles } from './told-obstacles';

/** A document of the state; see index-mapping.ts. */
export interface StateDocument {
  readonly kind: string;
  readonly lane?: string;
  readonly batch?: number;
  readonly time?: number;
  readonly value?: object;
}

export type BulkLine =
  | { readonly put: string; readonly document: StateDocument }
  /** `only`: if it is still that version. */
  | {
      readonly remove: string;
      readonly only?: {
        readonly if_seq_no?: number | undefined;
        readonly if_primary_term?: number | undefined;
      };
    };

/** To be given with every request: breaks it off when the collector has waited long enough for its end. */
export interface During {
  readonly signal: AbortSignal;
}

type Request<T> = (client: Client, during: During) => Promise<T>;

/** Tries of a request while the state is opened, some two minutes. */
const FIRST_TRIES = 8;
/** Real milliseconds that requests under way have left when the collector stops. */
const GRACE = 5_000;

/** The index of the state, by ids; a request that may be repeated is, until the collector stops. */
export class IndexDocuments {
  readonly #closing = new AbortController();
  /** Ends waiting. */
  readonly #stop: AbortSignal;
  readonly #break = new AbortController();
  readonly #told: ToldObstacles;
  #hold: (() => Promise<void>) | undefined;

  constructor(
    private readonly client: Client,
    readonly index: string,
    private readonly parts: Pick<StateParts, 'steady' | 'stop' | 'onObstacle'>,
  ) {
    this.#stop = AbortSignal.any([parts.stop, this.#closing.signal]);
    const leave = (): void => {
      setTimeout(() => this.#break.abort(), GRACE).unref();
    };
    if (this.#stop.aborted) leave();
    else this.#stop.addEventListener('abort', leave, { once: true });
    this.#told = new ToldObstacles(parts.steady, parts.onObstacle);
  }

  /**
   * From now on an outage is waited out, however long it takes, and a key that may not read and write as well.
   *
   * @param hold makes sure, before a request is repeated, that nobody else took the state while it waited
   */
  opened(hold: () => Promise<void>): void {
    this.#hold = hold;
  }

  /** From now on nothing is tried more than once. */
  close(): void {
    this.#closing.abort();
  }

  /** @throws StateError `STATE_UNREADABLE`, or when another collector has the state; AbortError */
  async ask<T>(request: Request<T>): Promise<T> {
    return await this.#repeat(request, () => this.#hold?.());
  }

  /** For the lease, which nothing but itself holds. @throws StateError `STATE_UNREADABLE`; AbortError */
  async askUnheld<T>(request: Request<T>): Promise<T> {
    return await this.#repeat(request, () => undefined);
  }

  async #repeat<T>(request: Request<T>, hold: () => Promise<void> | undefined): Promise<T> {
    const { steady } = this.parts;
    try {
      for (let failures = 1; ; failures += 1) {
        try {
          const answer = await request(this.client, { signal: this.#break.signal });
          this.#told.over(request);
          return answer;
        } catch (error) {
          const obstacle = this.#obstacleOf(error);
          if (obstacle === undefined) throw this.#unreadable(error);
          this.#stop.throwIfAborted();
          if (this.#hold === undefined && failures >= FIRST_TRIES) throw this.#unreadable(error);
          this.#told.met(request, obstacle, failures);
        }
        await steady.sleep(backOff(failures, Math.random), this.#stop);
        await hold();
      }
    } finally {
      this.#told.leave(request);
    }
  }

  /** Undefined when it is not tried again. */
  #obstacleOf(error: unknown): Obstacle | undefined {
    return this.#hold === undefined && !passesEarly(error) ? undefined : obstacleOf(error);
  }

  async get(id: string): Promise<StateDocument | undefined> {
    const { index } = this;
    return await this.ask(async (client, during) => {
      const answer: unknown = await client.get<StateDocument>({ index, id }, { ...during, ignore: [404] });
      return documentOf(answer);
    });
  }

  async put(id: string, document: StateDocument): Promise<void> {
    await this.ask((client, during) => client.index({ index: this.index, id, document }, during));
  }

  /** Adds to the value of a document, or makes it. */
  async merge(id: string, document: StateDocument): Promise<void> {
    const { index } = this;
    await this.ask((client, during) =>
      client.update({ index, id, doc: document, doc_as_upsert: true, retry_on_conflict: 5 }, during),
    );
  }

  /** Which of these are there. */
  async present(ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    return await this.ask(async (client, during) => {
      const { docs } = await client.mget(
        {
          index: this.index,
          ids: [...ids],
          _source: false,
          filter_path: ['docs._id', 'docs.found', 'docs.error'],
        },
        during,
      );
      const found = new Set<string>();
      for (const document of docs) {
        // Its shard is not assigned at the moment, say.
        if ('error' in document) throw DocumentError.of(document.error);
        if (document.found) found.add(document._id);
      }
      return found;
    });
  }

  /** All of these; those that were refused for the moment are repeated. */
  async bulk(lines: readonly BulkLine[], options: { readonly refresh?: boolean } = {}): Promise<void> {
    let left = lines;
    if (left.length === 0) return;
    await this.ask(async (client, during) => {
      const asked = left;
      const { errors: some, items } = await client.bulk(
        {
          index: this.index,
          ...options,
          operations: asked.flatMap((line): object[] =>
            'put' in line
              ? [{ index: { _id: line.put } }, line.document]
              : [{ delete: { _id: line.remove, ...line.only } }],
          ),
          filter_path: ['errors', 'items.*.status', 'items.*.error.type', 'items.*.error.reason'],
        },
        during,
      );
      if (!some) return;
      const refusals = asked.map((_, place) => refusalOf(items[place] ?? {}));
      left = asked.filter((_, place) => refusals[place] !== undefined);
      const final = refusals.find((refusal) => refusal !== undefined && obstacleOf(refusal) === undefined);
      const first = final ?? refusals.find((refusal) => refusal !== undefined);
      if (first) throw first;
    });
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

/** The document of an answer; undefined when it is not there. @throws DocumentError */
function documentOf(answer: unknown): StateDocument | undefined {
  if (typeof answer !== 'object' || answer === null)
    throw new DocumentError(503, undefined, 'a strange answer');
  if ('found' in answer) return (answer as { _source?: StateDocument })._source;
  throw new DocumentError(404, 'index_not_found_exception', 'there is no such index');
}

/** Why one document was not written; undefined when it was. */
function refusalOf(item: NonNullable<estypes.BulkResponse['items'][number]>): DocumentError | undefined {
  const { status, error } = Object.values(item)[0] ?? { status: 503, error: undefined };
  // A document to be removed that is not there is 404, without an error; 409: it is another version by now.
  if (status === 409 || (error === undefined && status !== 503)) return undefined;
  return new DocumentError(status, error?.type, error?.reason ?? undefined);
}
