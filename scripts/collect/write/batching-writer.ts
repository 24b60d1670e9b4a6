import type { Clock } from '../clock';
import type { LaneStatus } from '../status/lane-status';
import type { Delivery } from './delivery';
import { makeItem } from './item';
import type { Item } from './item';
import type { ClosableRecordWriter, WriterLimits, WriterLoad } from './closable-writer';
import { OpenBlob } from './open-blob';
import type { BlobDesk } from './open-blob';
import type { RecordQueue } from './record-queue';
import type { BlobWrite, CollectedRecord } from './record-writer';
import { stopped } from './stopped';

export interface BatchingParts {
  readonly delivery: Delivery;
  readonly queue: RecordQueue;
  readonly clock: Clock;
  readonly limits: WriterLimits;
  readonly concern: (lane: LaneStatus) => void;
  /** Given by who runs the collector, or through `stopping`. */
  readonly stop: AbortSignal;
  readonly stopping: AbortController;
  /** Breaks off requests under way. */
  readonly abort: AbortController;
}

const READY = Promise.resolve();
/** Times `linger` after which records are sent although further ones keep coming. */
const LONGEST_LINGER = 10;
const SMALLEST_REQUEST = 64 * 1024;
/** After so many requests that named no index, e.g. of dead letters only, it goes on without. */
const PROBES = 20;

/** Puts the records of all lanes together into batches, and has a few of these under way at once. */
export class BatchingWriter implements ClosableRecordWriter, BlobDesk {
  /** Those that wait to be acknowledged. */
  readonly #blobs = new Set<OpenBlob>();
  readonly #deliveries = new Set<Promise<void>>();
  #requestBytes: number;
  /** Records that wait and whose blobs go on adding. */
  #unasked = 0;
  #added = 0;
  #watching = false;
  /** No record came for a moment. */
  #lingered = false;
  /** Requests of one record each that were sent to hear which backing index takes documents. */
  #probes = 0;
  #ended: { readonly error: Error } | undefined;

  constructor(private readonly parts: BatchingParts) {
    this.#requestBytes = parts.limits.requestBytes;
    const end = (): void => {
      this.#end(stopped());
    };
    if (parts.stop.aborted) end();
    else parts.stop.addEventListener('abort', end, { once: true });
  }

  get load(): WriterLoad {
    const { heldRecords, heldBytes } = this.parts.queue;
    return { records: heldRecords, bytes: heldBytes, requests: this.#deliveries.size };
  }

  open(lane: LaneStatus): BlobWrite {
    this.parts.concern(lane);
    return new OpenBlob(this, lane);
  }

  add(owner: OpenBlob, record: CollectedRecord): Promise<void> {
    if (this.#ended) return Promise.reject(this.#ended.error);
    const { queue } = this.parts;
    const item = makeItem(owner.status.lane.tenantId, record, owner);
    if (!queue.hasRoom(item.bytes)) return this.#addLater(owner, item);
    queue.take(item.bytes);
    this.#put(owner, item);
    return READY;
  }

  asked(owner: OpenBlob): void {
    if (this.#ended) throw this.#ended.error;
    owner.asked = true;
    this.#unasked -= owner.queued;
    this.#blobs.add(owner);
    this.#pump();
  }

  left(owner: OpenBlob): void {
    this.#blobs.delete(owner);
  }

  /** Requests of more bytes than half of these are not made any more. */
  smaller(bytes: number): void {
    this.#requestBytes = Math.max(SMALLEST_REQUEST, Math.min(this.#requestBytes, Math.floor(bytes / 2)));
  }

  async close(): Promise<void> {
    const { clock, limits, stopping, abort } = this.parts;
    stopping.abort();
    const answered = new AbortController();
    const all = Promise.all(this.#deliveries);
    await Promise.race([all, clock.sleep(limits.grace, answered.signal)]);
    answered.abort();
    abort.abort();
    await all;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #addLater(owner: OpenBlob, item: Item): Promise<void> {
    const room = this.parts.queue.room(item.bytes);
    this.#pump();
    await room;
    if (this.#ended) throw this.#ended.error;
    this.#put(owner, item);
  }

  #put(owner: OpenBlob, item: Item): void {
    this.#added += 1;
    owner.added();
    if (this.parts.queue.add(item)) {
      owner.queued += 1;
      if (!owner.asked) this.#unasked += 1;
    }
    this.#pump();
  }

  #pump(): void {
    const { queue, limits } = this.parts;
    for (;;) {
      const probe = this.#isProbe();
      if (this.#deliveries.size >= (probe ? 1 : limits.requests) || !this.#isDue()) break;
      const items = queue.next(probe ? 1 : limits.requestRecords, this.#requestBytes);
      for (const { owner } of items) {
        owner.queued -= 1;
        if (!owner.asked) this.#unasked -= 1;
      }
      this.#lingered = false;
      this.#start(items);
    }
    if (queue.length > 0 && !this.#watching && !this.#lingered && !this.#ended) void this.#watch();
  }

  /**
   * As long as it is not known which backing index takes documents, a request has one record only: no more than that one
   * can be there twice without the index being noted.
   */
  #isProbe(): boolean {
    return !this.parts.delivery.knowsIndex && this.#probes < PROBES;
  }

  #isDue(): boolean {
    const { queue, limits } = this.parts;
    if (this.#ended || queue.length === 0) return false;
    return (
      this.#unasked === 0 ||
      this.#lingered ||
      queue.crowded ||
      queue.length >= limits.requestRecords ||
      queue.waitingBytes >= this.#requestBytes
    );
  }

  #start(items: readonly Item[]): void {
    this.#probes += 1;
    const delivery = this.parts.delivery
      .deliver(items)
      .catch((error: unknown) => {
        this.#end(error instanceof Error ? error : new Error(String(error)));
      })
      .finally(() => {
        this.#deliveries.delete(delivery);
        this.#pump();
      });
    this.#deliveries.add(delivery);
  }

  async #watch(): Promise<void> {
    const { queue, clock, limits, stop } = this.parts;
    this.#watching = true;
    for (let times = 1; queue.length > 0 && !this.#lingered && !this.#ended; times += 1) {
      const before = this.#added;
      await clock.sleep(limits.linger, stop);
      this.#lingered = queue.length > 0 && (before === this.#added || times >= LONGEST_LINGER);
    }
    this.#watching = false;
    this.#pump();
  }

  #end(error: Error): void {
    if (this.#ended) return;
    this.#ended = { error };
    this.parts.stopping.abort();
    this.parts.queue.open();
    for (const blob of this.#blobs) blob.failed(error);
  }
}
