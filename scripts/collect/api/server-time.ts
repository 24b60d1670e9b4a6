import type { Clock } from '../clock';

/**
 * The time by the service's clock, from the header Date of its answers: windows are judged by it, and the clock of this
 * machine may be wrong, or jump.
 */
export class ServerTime {
  #ahead: number;
  #isHeard = false;

  /** @param clock the time of day, which is believed until an answer was heard; from then on the steady clock goes on */
  constructor(
    clock: Pick<Clock, 'now'>,
    private readonly steady: Pick<Clock, 'now'>,
  ) {
    this.#ahead = clock.now() - steady.now();
  }

  /** Whether an answer told the time. */
  get isHeard(): boolean {
    return this.#isHeard;
  }

  /** Whole epoch milliseconds; not after the service's own time, by up to a second before it. */
  now(): number {
    return Math.floor(this.steady.now() + this.#ahead);
  }

  /** Takes the header of an answer; without one nothing changes. */
  heard(date: string | undefined): void {
    const time = Date.parse(date ?? '');
    if (Number.isNaN(time)) return;
    this.#ahead = time - this.steady.now();
    this.#isHeard = true;
  }
}
