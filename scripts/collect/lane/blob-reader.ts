import type { Logger } from 'pino';
import { NetworkError } from '../api/http';
import { BrokenArrayError, JsonArraySplitter } from '../api/json-array';
import type { ListedBlob } from '../api/listing';
import { RefusedError, passingCode } from '../api/management-client';
import type { ManagementClient } from '../api/management-client';
import type { ServerTime } from '../api/server-time';
import type { Clock } from '../clock';
import type { StateStore } from '../state/state-store';
import type { LaneStatus } from '../status/lane-status';
import type { RecordWriter } from '../write/record-writer';
import type { LaneFetches } from './lane-fetches';
import type { LeftBlobs } from './left-blobs';
import { noteWorkload, readRecord } from './read-record';

export interface BlobReaderParts {
  readonly client: ManagementClient;
  readonly state: StateStore;
  readonly writer: RecordWriter;
  readonly fetches: LaneFetches;
  readonly left: LeftBlobs;
  /** Of the service. */
  readonly time: ServerTime;
  readonly clock: Clock;
  readonly steady: Pick<Clock, 'now'>;
  readonly logger: Logger;
}

/** Brings the blobs of a lane into Elasticsearch. */
export class BlobReader {
  #asking: Promise<unknown> | undefined;

  constructor(private readonly parts: BlobReaderParts) {}

  /**
   * Comes back when all its records are there and the state knows it; when the service has it no more: a loss, which is
   * counted; or when it was left for now, as it fails although the service answers.
   * @throws RefusedError, StrangeAddressError, AbortError
   */
  async read(status: LaneStatus, blob: ListedBlob): Promise<void> {
    const { client, state, left, steady, logger } = this.parts;
    let since: number | undefined;
    let last = steady.now();
    for (let failures = 1; ; failures += 1) {
      try {
        await this.#attempt(status, blob);
        break;
      } catch (thrown) {
        const error = unnamed(thrown);
        since ??= steady.now();
        const end = this.#endOf(blob, error, failures, since);
        // What the service itself calls lost is so, and what was left stays so; else it may fail as a whole just now.
        const isSure = isLost(error) || (end === 'left' && left.has(blob.id)) || left.hasAnsweredSince(last);
        last = steady.now();
        if (end === 'none') await client.rest(status, error, failures);
        else if (!isSure) await this.#answer(status);
        else if (end === 'left') {
          this.#leave(status, blob, error);
          return;
        } else {
          this.#lost(status, blob, error);
          break;
        }
      }
    }
    await state.blobDone(status.lane, blob.id, blob.created);
    if (left.settled(blob.id)) logger.info({ content_id: blob.id }, 'a blob that was left is settled');
  }

  /** After a failure: comes back when the service answers a request of which it is known that it can be answered. */
  async #answer(status: LaneStatus): Promise<void> {
    const { client, left } = this.parts;
    status.counts.requestsFailed += 1;
    this.#asking ??= client.subscriptions(status).finally(() => {
      this.#asking = undefined;
    });
    await this.#asking;
    left.answered();
  }

  /** What comes of a blob after so many failures in a row. */
  #endOf(blob: ListedBlob, error: unknown, failures: number, since: number): 'lost' | 'left' | 'none' {
    const { left, time } = this.parts;
    if (isLost(error)) return 'lost';
    const isRefused = error instanceof RefusedError && error.action.do === 'stop-type';
    if (!isRefused && passingCode(error) === undefined) return 'none';
    if (time.now() >= (blob.expires ?? Infinity)) return 'lost';
    const isOverdue = isRefused || left.isOverdue(blob, failures, since);
    return isOverdue && left.mayLeave(blob, since) ? 'left' : 'none';
  }

  async #attempt(status: LaneStatus, { uri }: ListedBlob): Promise<void> {
    const { client, writer, fetches, left, clock } = this.parts;
    const write = writer.open(status);
    try {
      const splitter = new JsonArraySplitter();
      await client.blob(status, uri, fetches, async (piece) => {
        for (const text of splitter.take(piece)) {
          const record = readRecord(text);
          status.counts.received += 1;
          noteWorkload(status.workloads, record, clock.now());
          await write.add(record);
        }
      });
      splitter.finish();
    } catch (error) {
      if (!(error instanceof BrokenArrayError)) throw error;
      throw new NetworkError('BROKEN_BLOB', error.message, { cause: error });
    }
    left.fetched();
    await write.acknowledged();
    status.counts.blobsFetched += 1;
  }

  #leave(status: LaneStatus, blob: ListedBlob, error: unknown): void {
    const { left, logger } = this.parts;
    const [code, message] = textOf(error);
    status.counts.requestsFailed += 1;
    const told = left.leave(blob, code, message);
    if (told === undefined) return;
    status.failed(told);
    logger.error({ ...about(blob), code, cure: told.cure }, `the blob ${blob.id} is left: ${message}`);
  }

  #lost(status: LaneStatus, blob: ListedBlob, error: unknown): void {
    const { clock, logger } = this.parts;
    const [code, reason] = textOf(error);
    const before = isLost(error) ? '' : 'it expired, and before ';
    const message = `the blob ${blob.id} is lost: ${before}${reason}`;
    status.counts.blobsExpired += 1;
    status.failed({ code, message, time: clock.now(), stuck: false });
    logger.error({ ...about(blob), code }, message);
  }
}

/** What the service names as unknown or expired. */
function isLost(error: unknown): boolean {
  return error instanceof RefusedError && error.action.do === 'lost' && error.refusal.code !== undefined;
}

/** A 404 that names no code comes from something on the way: it may pass. */
function unnamed(error: unknown): unknown {
  if (!(error instanceof RefusedError) || error.action.do !== 'lost' || isLost(error)) return error;
  return new NetworkError(error.code, error.message, { cause: error });
}

function textOf(error: unknown): [code: string, message: string] {
  const { message } = error as Error;
  return [error instanceof RefusedError ? error.code : (passingCode(error) ?? 'UNKNOWN'), message];
}

function about({ id, created, expires }: ListedBlob): object {
  return {
    content_id: id,
    content_created: new Date(created).toISOString(),
    ...(expires === undefined ? {} : { content_expires: new Date(expires).toISOString() }),
  };
}
