import type { ListedBlob } from '../api/listing';
import type { ManagementClient, Window } from '../api/management-client';
import type { StateStore } from '../state/state-store';
import type { LaneStatus } from '../status/lane-status';
import type { BlobReader } from './blob-reader';
import type { LeftBlobs } from './left-blobs';
import { Slots } from './slots';

/** Blobs of a lane that are fetched, or wait for Elasticsearch, at once. */
const AT_ONCE = 16;

/** Reads a window: every page of its listing, every blob that was not read before; and those that were left, when it is time. */
export class WindowReader {
  constructor(
    private readonly client: ManagementClient,
    private readonly state: StateStore,
    private readonly blobs: BlobReader,
    private readonly left: LeftBlobs,
  ) {}

  /**
   * Comes back when every blob was read, is lost, or was left for now.
   *
   * @returns the service's time when it was listed
   * @throws what listing and blobs throw, after the blobs that were begun came to an end
   */
  async read(status: LaneStatus, window: Window): Promise<number> {
    const work = new BlobWork(status, this.blobs);
    try {
      let listing = await this.client.list(status, window);
      const listedAt = listing.at;
      status.lastPoll = listedAt;
      await work.add(this.left.due());
      for (;;) {
        const ids = listing.blobs.map(({ id }) => id);
        const done = await this.state.doneBlobs(status.lane, ids);
        await work.add(listing.blobs.filter(({ id }) => !done.has(id) && !this.left.has(id)));
        if (listing.next === undefined) break;
        listing = await this.client.page(status, listing.next);
      }
      await work.finished();
      return listedAt;
    } finally {
      await work.settled();
      status.blobsWaiting = 0;
    }
  }
}

/** The blobs of one window. */
class BlobWork {
  readonly #begun = new Set<string>();
  readonly #under = new Set<Promise<void>>();
  readonly #slots = new Slots(AT_ONCE);
  #failure: { readonly error: unknown } | undefined;

  constructor(
    private readonly status: LaneStatus,
    private readonly blobs: BlobReader,
  ) {}

  /** Begins with blobs as there are slots; a blob that two pages name is read once. */
  async add(blobs: readonly ListedBlob[]): Promise<void> {
    const fresh = blobs.filter(({ id }) => !this.#begun.has(id) && this.#begun.add(id));
    this.status.blobsWaiting += fresh.length;
    for (const blob of fresh) {
      await this.#slots.take();
      this.#rethrow();
      const work = this.#read(blob).finally(() => this.#under.delete(work));
      this.#under.add(work);
    }
  }

  /** @throws what the first blob threw that failed */
  async finished(): Promise<void> {
    await this.settled();
    this.#rethrow();
  }

  async settled(): Promise<void> {
    await Promise.all(this.#under);
  }

  async #read(blob: ListedBlob): Promise<void> {
    try {
      await this.blobs.read(this.status, blob);
      this.status.blobsWaiting -= 1;
    } catch (error) {
      this.#failure ??= { error };
    } finally {
      this.#slots.release();
    }
  }

  #rethrow(): void {
    if (this.#failure) throw this.#failure.error;
  }
}
