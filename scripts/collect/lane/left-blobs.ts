import type { ListedBlob } from '../api/listing';
import type { Clock } from '../clock';
import type { LaneStatus } from '../status/lane-status';
import type { ReadError } from '../status/read-error';

const MINUTE = 60_000;
/** How long, and how often in a row, a blob may fail in passing before the lane reads on without it. */
const PATIENCE = 15 * MINUTE;
const ATTEMPTS = 5;
/** How often one that was left is tried again. */
const AGAIN = 15 * MINUTE;
/** How many may be left since a blob of the lane was last read: were it more, it would be the service that fails, not they. */
const UNPROVED = 50;
/** How many are kept at most. */
const MOST = 1000;

interface Left {
  readonly blob: ListedBlob;
  readonly code: string;
  readonly message: string;
  /** When it was last tried, by the steady clock. */
  readonly tried: number;
}

/**
 * The blobs of a lane that cannot be read although others can: the lane reads on without them, its cursor stays behind them, and
 * they are tried again until they are read or the service deletes them. `status.left` tells of them.
 */
export class LeftBlobs {
  readonly #left = new Map<string, Left>();
  /** When a blob of the lane was last fetched, and when the service last answered as it should; by the steady clock. */
  #fetched = -Infinity;
  #answered = -Infinity;
  #unproved = 0;

  constructor(
    private readonly status: LaneStatus,
    private readonly steady: Pick<Clock, 'now'>,
    private readonly clock: Pick<Clock, 'now'>,
  ) {}

  get size(): number {
    return this.#left.size;
  }

  /** `contentCreated` of the oldest. */
  get oldest(): number | undefined {
    let oldest: number | undefined;
    for (const { blob } of this.#left.values()) oldest = Math.min(oldest ?? blob.created, blob.created);
    return oldest;
  }

  has(id: string): boolean {
    return this.#left.has(id);
  }

  /** Those that it is time to try again. */
  due(): ListedBlob[] {
    const before = this.steady.now() - AGAIN;
    return [...this.#left.values()].filter(({ tried }) => tried <= before).map(({ blob }) => blob);
  }

  /** A blob of the lane was fetched. */
  fetched(): void {
    this.#fetched = this.#answered = this.steady.now();
    this.#unproved = 0;
  }

  /** The service answered another request of the lane as it should. */
  answered(): void {
    this.#answered = this.steady.now();
  }

  /** Whether the service answered as it should after that time (steady clock). */
  hasAnsweredSince(time: number): boolean {
    return this.#answered >= time;
  }

  /** Whether a blob that failed so often in a row, for the first time then (steady clock), fails for too long. */
  isOverdue({ id }: ListedBlob, failures: number, since: number): boolean {
    return this.has(id) || (failures >= ATTEMPTS && this.steady.now() - since >= PATIENCE);
  }

  /** Whether the lane may read on without a blob that failed for the first time then (steady clock). */
  mayLeave({ id }: ListedBlob, since: number): boolean {
    if (this.has(id)) return true;
    return this.size < MOST && (this.#fetched > since || this.#unproved < UNPROVED);
  }

  /** @returns what is to be logged; undefined for one that was left before */
  leave(blob: ListedBlob, code: string, message: string): ReadError | undefined {
    const isNew = !this.has(blob.id);
    if (isNew) this.#unproved += 1;
    this.#left.set(blob.id, { blob, code, message, tried: this.steady.now() });
    const error = this.#tell();
    return isNew ? error : undefined;
  }

  /** A blob was read, or is lost. @returns whether it had been left */
  settled(id: string): boolean {
    if (!this.#left.delete(id)) return false;
    this.#tell();
    return true;
  }

  /** Of those that are left the one that the service deletes first is named. */
  #tell(): ReadError | undefined {
    const [first, ...others] = [...this.#left.values()].toSorted((a, b) => endOf(a) - endOf(b));
    this.status.left = first && errorOf(first, others.length, this.clock.now());
    return this.status.left;
  }
}

function endOf({ blob: { expires = Infinity } }: Left): number {
  return expires;
}

function errorOf({ blob, code, message }: Left, others: number, time: number): ReadError {
  const { id, expires } = blob;
  const until =
    expires === undefined ? '' : ` until ${new Date(expires).toISOString()}, when the service deletes it`;
  return {
    code: 'BLOB_UNREADABLE',
    message: `the blob ${id} cannot be read: ${code}: ${message}${others === 0 ? '' : `; nor can ${others} more`}`,
    cure: `See whether a proxy, or a limit of it, refuses, cuts or changes this answer; if not, give the id to Microsoft. It is tried again every quarter of an hour${until}; everything else is read.`,
    time,
    stuck: true,
  };
}
