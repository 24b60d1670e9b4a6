import type { LaneStatus } from '../status/lane-status';
import type { ItemOwner, Outcome } from './item';
import type { BlobWrite, CollectedRecord } from './record-writer';

/** What a blob needs of the writer. */
export interface BlobDesk {
  /** @throws the error with which the writer ended */
  add(owner: OpenBlob, record: CollectedRecord): Promise<void>;
  /** The blob adds no more. @throws the error with which the writer ended */
  asked(owner: OpenBlob): void;
  /** The blob waits no more. */
  left(owner: OpenBlob): void;
}

/** The records of a blob that are not settled yet. */
export class OpenBlob implements BlobWrite, ItemOwner {
  queued = 0;
  asked = false;
  #pending = 0;
  #waiter: { readonly resolve: () => void; readonly reject: (error: Error) => void } | undefined;

  constructor(
    private readonly desk: BlobDesk,
    readonly status: LaneStatus,
  ) {}

  /** No async function: it is called for every record. */
  add(record: CollectedRecord): Promise<void> {
    return this.desk.add(this, record);
  }

  async acknowledged(): Promise<void> {
    const settled = new Promise<void>((resolve, reject) => {
      this.#waiter = { resolve, reject };
    });
    try {
      this.desk.asked(this);
      if (this.#pending > 0) await settled;
    } finally {
      this.desk.left(this);
    }
  }

  added(): void {
    this.#pending += 1;
  }

  settled(outcome: Outcome, possibleDouble: boolean): void {
    const { counts } = this.status;
    counts[outcome] += 1;
    if (possibleDouble) counts.possibleDouble += 1;
    this.#pending -= 1;
    if (this.#pending === 0) this.#waiter?.resolve();
  }

  /** The writer ended. */
  failed(error: Error): void {
    this.#waiter?.reject(error);
  }
}
