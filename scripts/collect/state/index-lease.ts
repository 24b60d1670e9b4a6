import { errors } from '@elastic/elasticsearch';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Clock } from '../clock';
import type { IndexDocuments, StateDocument } from './index-documents';
import { StateError } from './state-error';

/** Milliseconds for which a lease holds when it is not renewed. */
const LEASE = 60_000;
const RENEW = 20_000;
const WATCH = 2_000;
const ID = 'lease';
/** Real milliseconds for telling the cluster, at the end, that nobody has the state. */
const FAREWELL = 5_000;

interface Holder {
  /** Another for every process. */
  readonly run: string;
  readonly collectorId: string;
  readonly host: string;
  /** ISO 8601. */
  readonly since: string;
}

interface Version {
  readonly if_seq_no: number;
  readonly if_primary_term: number;
}

interface Seen extends Version {
  readonly holder: Holder;
}

export interface LeaseParts {
  readonly steady: Clock;
  readonly clock: Pick<Clock, 'now'>;
  readonly collectorId: string;
  readonly stop: AbortSignal;
}

/**
 * Who may use the state. Renewals are seen by the document's sequence number, so clocks need not agree: who finds a lease
 * watches it, and takes it when nobody has renewed it for as long as it holds (after kill -9, say).
 */
export class IndexLease {
  readonly #lost = new AbortController();
  readonly #closing = new AbortController();
  readonly #holder: Holder;
  #version: Version | undefined;
  #renewed = 0;
  #renewal: Promise<void> | undefined;

  constructor(
    private readonly documents: IndexDocuments,
    private readonly parts: LeaseParts,
  ) {
    const { collectorId, clock } = parts;
    const since = new Date(clock.now()).toISOString();
    this.#holder = { run: randomUUID(), collectorId, host: hostname(), since };
  }

  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** @throws StateError `STATE_IN_USE`; AbortError */
  async take(): Promise<void> {
    const { steady, stop } = this.parts;
    const begun = steady.now();
    const first = await this.#seen();
    let version: Version | undefined;
    for (let seen = first; seen !== undefined; seen = await this.#seen()) {
      if (seen.if_seq_no !== first?.if_seq_no) throw this.#inUse(seen.holder);
      if (steady.now() - begun >= LEASE) {
        version = seen;
        break;
      }
      await steady.sleep(WATCH, stop);
      stop.throwIfAborted();
    }
    await this.#write(version);
    void this.#keep();
  }

  /** To be called before each use of the state. @throws StateError when another collector has it */
  async hold(): Promise<void> {
    this.lost.throwIfAborted();
    this.#closing.signal.throwIfAborted();
    if (this.parts.steady.now() - this.#renewed >= LEASE) await this.#renew();
    this.lost.throwIfAborted();
  }

  /** Leaves the state to whoever comes next. */
  async release(): Promise<void> {
    this.#closing.abort();
    this.documents.close();
    await this.#renewal?.catch(() => undefined);
    const { documents } = this;
    const version = this.#version;
    this.#version = undefined;
    if (this.lost.aborted || version === undefined) return;
    // Asked once: who cannot be told finds out by watching.
    await documents
      .askUnheld((client) =>
        client.delete(
          { index: documents.index, id: ID, ...version },
          { signal: AbortSignal.timeout(FAREWELL) },
        ),
      )
      .catch(() => undefined);
  }

  async #keep(): Promise<void> {
    for (;;) {
      await this.parts.steady.sleep(RENEW, this.#closing.signal);
      if (this.#closing.signal.aborted || this.lost.aborted) return;
      // What is not lost was not renewed because the collector stops; the next call or turn tries again.
      await this.#renew().catch(() => undefined);
    }
  }

  #renew(): Promise<void> {
    this.#renewal ??= this.#write(this.#version)
      .catch((error: unknown) => {
        if (error instanceof StateError) this.#lost.abort(error);
        throw error;
      })
      .finally(() => {
        this.#renewal = undefined;
      });
    return this.#renewal;
  }

  /** Writes the lease if nobody has since it was that version (undefined: if there is none). */
  async #write(version: Version | undefined): Promise<void> {
    const { documents, parts } = this;
    const { index } = documents;
    const document: StateDocument = { kind: ID, value: this.#holder };
    const begun = parts.steady.now();
    const answer = await documents.askUnheld((client, during) =>
      client
        .index(
          {
            index,
            id: ID,
            document,
            // Searches of the one who takes the lease find everything that the one before has written.
            refresh: this.#version === undefined,
            ...(version === undefined ? { op_type: 'create' } : plain(version)),
          },
          during,
        )
        .catch((error: unknown) => {
          if (error instanceof errors.ResponseError && error.statusCode === 409) return undefined;
          throw error;
        }),
    );
    if (answer) {
      this.#version = { if_seq_no: answer._seq_no ?? 0, if_primary_term: answer._primary_term ?? 0 };
    } else {
      // Perhaps it is our own, of a request whose answer got lost.
      const seen = await this.#seen();
      if (seen?.holder.run !== this.#holder.run) throw this.#inUse(seen?.holder);
      this.#version = plain(seen);
    }
    this.#renewed = begun;
  }

  async #seen(): Promise<Seen | undefined> {
    const { index } = this.documents;
    const answer = await this.documents.askUnheld((client, during) =>
      client.get<StateDocument>({ index, id: ID }, { ...during, ignore: [404] }),
    );
    if (answer._source === undefined) return undefined;
    return {
      if_seq_no: answer._seq_no ?? 0,
      if_primary_term: answer._primary_term ?? 0,
      holder: answer._source.value as Holder,
    };
  }

  #inUse(holder: Holder | undefined): StateError {
    const who =
      holder === undefined
        ? 'another collector'
        : `collector ${holder.collectorId} on ${holder.host}, since ${holder.since}`;
    return new StateError(
      'STATE_IN_USE',
      `the state in the index ${this.documents.index} is in use by ${who}`,
      'Two collectors cannot share a state: end the other one, or give each its own state.index and tenants.',
    );
  }
}

function plain({ if_seq_no, if_primary_term }: Version): Version {
  return { if_seq_no, if_primary_term };
}
