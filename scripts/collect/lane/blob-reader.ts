import type { Logger } from 'pino';
import { NetworkError } from '../api/http';
import { BrokenArrayError, JsonArraySplitter } from '../api/json-array';
import { RefusedError } from '../api/management-client';
import type { ListedBlob, ManagementClient } from '../api/management-client';
import type { Clock } from '../clock';
import type { StateStore } from '../state/state-store';
import type { LaneStatus } from '../status/lane-status';
import type { RecordWriter } from '../write/record-writer';
import { noteWorkload, readRecord } from './read-record';
import type { Slots } from './slots';

/** A 404 that names no code may come from a proxy on the way: so often it is asked again before the blob is given up. */
const UNNAMED = 5;

export interface BlobReaderParts {
  readonly client: ManagementClient;
  readonly state: StateStore;
  readonly writer: RecordWriter;
  /** Of all lanes together: how many blobs are on their way at once. */
  readonly fetches: Slots;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Brings a blob into Elasticsearch, however often it takes. */
export class BlobReader {
  constructor(private readonly parts: BlobReaderParts) {}

  /**
   * Comes back when all its records are there and the state knows it, or when the service has it no more: a loss, which is
   * counted. @throws RefusedError, StrangeAddressError, AbortError
   */
  async read(status: LaneStatus, blob: ListedBlob): Promise<void> {
    const { client, state } = this.parts;
    for (let failures = 1; ; failures += 1) {
      try {
        await this.#attempt(status, blob);
        break;
      } catch (error) {
        if (isLost(error, failures)) {
          this.#lost(status, blob, error);
          break;
        }
        await client.rest(status, isLost(error, UNNAMED) ? unnamed(error) : error, failures);
      }
    }
    await state.blobDone(status.lane, blob.id, blob.created);
  }

  async #attempt(status: LaneStatus, { uri }: ListedBlob): Promise<void> {
    const { client, writer, fetches, clock } = this.parts;
    const write = writer.open(status);
    await fetches.take();
    try {
      const splitter = new JsonArraySplitter();
      await client.blob(status, uri, async (piece) => {
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
    } finally {
      fetches.release();
    }
    await write.acknowledged();
    status.counts.blobsFetched += 1;
  }

  #lost(status: LaneStatus, { id, created }: ListedBlob, error: RefusedError): void {
    const { clock, logger } = this.parts;
    status.counts.blobsExpired += 1;
    const message = `the blob ${id} is lost: ${error.message}`;
    status.failed({ code: error.code, message, time: clock.now(), stuck: false });
    logger.error(
      { content_id: id, content_created: new Date(created).toISOString(), code: error.code },
      message,
    );
  }
}

function isLost(error: unknown, failures: number): error is RefusedError {
  return (
    error instanceof RefusedError &&
    error.action.do === 'lost' &&
    (error.refusal.code !== undefined || failures >= UNNAMED)
  );
}

function unnamed(error: RefusedError): NetworkError {
  return new NetworkError(error.code, error.message, { cause: error });
}
