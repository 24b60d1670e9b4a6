import type { Clock } from '../clock';

const MINUTE = 60_000;
/** Of the requests of a minute: what is granted evenly over it, and what may be granted at once after a rest. A start is none. */
const EVENLY = 0.9;
const AT_ONCE = 0.05;

/**
 * The requests that a tenant may be asked in a minute, shared between content types: each has a queue of its own, and
 * the queues take turns, so that a type with a backlog does not keep the others waiting. They are granted evenly
 * instead of all at the beginning of a minute, the first one after the time of one: of a collector that is killed and
 * started again, however often, the service does not see more than it allows either, although a new process knows nothing
 * of the requests of the old one.
 */
export class RequestBudget {
  readonly #queues = new Map<string, (() => void)[]>();
  /** Milliseconds between two requests. */
  readonly #interval: number;
  /** How far requests may run ahead of their times. */
  readonly #ahead: number;
  /** When the next request is due. */
  #due: number;
  #blockedUntil = -Infinity;
  #serving = false;
  /** When requests of the last minute were granted. */
  readonly #granted: number[] = [];

  /**
   * @param clock a steady one
   * @param signal once it is given, everybody is let through at once, to find that it was
   */
  constructor(
    readonly perMinute: number,
    private readonly clock: Clock,
    private readonly signal?: AbortSignal,
  ) {
    this.#interval = MINUTE / (perMinute * EVENLY);
    this.#ahead = Math.floor(perMinute * AT_ONCE) * this.#interval;
    this.#due = clock.now() + this.#ahead + this.#interval;
  }

  /** Requests that were granted within the last minute. */
  get used(): number {
    this.#forget();
    return this.#granted.length;
  }

  /** Comes back when a request of this content type may be sent. */
  async take(type: string): Promise<void> {
    await new Promise<void>((grant) => {
      const queue = this.#queues.get(type);
      if (queue) queue.push(grant);
      else this.#queues.set(type, [grant]);
      void this.#serve();
    });
  }

  /** The tenant was asked too much: nothing more for so long. */
  block(milliseconds: number): void {
    this.#blockedUntil = Math.max(this.#blockedUntil, this.clock.now() + milliseconds);
  }

  async #serve(): Promise<void> {
    if (this.#serving) return;
    this.#serving = true;
    for (let grant = this.#next(); grant !== undefined; grant = this.#next()) {
      for (let wait = this.#wait(); wait > 0; wait = this.#wait()) {
        await this.clock.sleep(Math.ceil(wait), this.signal);
      }
      this.#due = Math.max(this.#due, this.clock.now()) + this.#interval;
      this.#forget();
      this.#granted.push(this.clock.now());
      grant();
    }
    this.#serving = false;
  }

  #forget(): void {
    const before = this.clock.now() - MINUTE;
    while ((this.#granted[0] ?? Infinity) <= before) this.#granted.shift();
  }

  /** Of the queue whose turn it is; a queue that was served goes to the end. */
  #next(): (() => void) | undefined {
    for (const [type, queue] of this.#queues) {
      const grant = queue.shift();
      this.#queues.delete(type);
      if (queue.length > 0) this.#queues.set(type, queue);
      if (grant !== undefined) return grant;
    }
    return undefined;
  }

  #wait(): number {
    if (this.signal?.aborted === true) return 0;
    return Math.max(this.#due - this.#ahead, this.#blockedUntil) - this.clock.now();
  }
}
