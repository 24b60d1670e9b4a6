import type { Window } from '../api/management-client';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** After a start, content of the time before may appear in listings for so long (documented). */
const FIRST_CONTENT = 12 * HOUR;
/** How often what was listed is listed again meanwhile. */
const AGAIN = 15 * MINUTE;
/** Of the seven days that are listed; what is older at the start could not be listed at the end of the twelve hours. */
const BEFORE_START = 6 * 24 * HOUR;

/**
 * Where a lane reads on, and the cursor: up to where everything is in Elasticsearch. They differ in the first hours of a
 * subscription, whose content appears late: the lane reads on, but the cursor stays behind, and from it everything is
 * listed again every quarter of an hour, and once more when the twelve hours are over. They differ, too, as long as blobs
 * are left that cannot be read: a collector that is started again finds them by listing from the cursor on. Times are
 * epoch milliseconds of the service.
 */
export class LanePosition {
  #started: number | undefined;
  /** `contentCreated` of the oldest blob that was left. */
  #left: number | undefined;
  /** Undefined where it reads on from the cursor. */
  #reached: number | undefined;
  /** What was reached was so in the first hours of the subscription. */
  #isEarly = false;
  /** When nothing more was to be read. */
  #caughtUp: number | undefined;

  /** @param cursor as the state knows it: undefined before the first window */
  constructor(private saved: number | undefined) {}

  get cursor(): number | undefined {
    return this.saved;
  }

  /** When this collector started the subscription, if it did. */
  subscribed(started: number | undefined): void {
    this.#started = started;
  }

  /** `contentCreated` of the oldest blob that is left for now; undefined when there is none. */
  leaves(created: number | undefined): void {
    this.#left = created;
  }

  /** Where the next window begins; undefined before the first. */
  from(now: number): number | undefined {
    const isTime = this.#caughtUp !== undefined && now - this.#caughtUp >= AGAIN;
    const isOver = this.#isEarly && this.#heldAt(now) === undefined;
    if (isTime || isOver) this.#reached = this.#caughtUp = undefined;
    return this.#reached ?? this.saved;
  }

  /** The first window begins there. */
  begin({ from }: Window): void {
    this.saved ??= from;
  }

  /**
   * A window that began where `from(now)` said was read, and is complete up to there.
   *
   * @param more there is a backlog behind it
   */
  advance(now: number, complete: number, more: boolean): void {
    const held = this.#heldAt(now);
    this.#isEarly = held !== undefined;
    this.#reached = complete;
    if (this.#isEarly && !more) this.#caughtUp ??= now;
    const cursor = Math.max(this.saved ?? complete, Math.min(complete, held ?? Infinity));
    // Windows begin at whole seconds.
    this.saved = Math.min(cursor, Math.floor((this.#left ?? Infinity) / 1000) * 1000);
  }

  /** Beyond that time the cursor must not move yet. */
  #heldAt(now: number): number | undefined {
    const started = this.#started;
    // A start that was noted by a clock that was wrong holds nothing up.
    if (started === undefined || Math.abs(now - started) >= FIRST_CONTENT) return undefined;
    return started - BEFORE_START;
  }
}
