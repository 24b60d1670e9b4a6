import type { Logger } from 'pino';
import { backOff } from '../api/back-off';
import type { ServerTime } from '../api/server-time';
import type { Clock } from '../clock';
import type { StateStore } from '../state/state-store';
import type { LaneStatus } from '../status/lane-status';
import { LanePosition } from './lane-position';
import type { LeftBlobs } from './left-blobs';
import { completeUpTo, nextWindow } from './next-window';
import type { Span } from './next-window';
import type { Subscriptions } from './subscriptions';
import { troubleOf } from './trouble';
import type { WindowReader } from './window-reader';

/** Longest wait before it is looked again whether a subscription is there. */
const SUBSCRIPTION_WAIT = 60_000;

export interface LaneReaderParts {
  readonly subscriptions: Subscriptions;
  readonly windows: WindowReader;
  readonly left: LeftBlobs;
  readonly state: StateStore;
  readonly time: ServerTime;
  readonly clock: Clock;
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly logger: Logger;
  readonly span: Span;
  /** How often new content is asked for, milliseconds. */
  readonly interval: number;
}

/** Reads one content type of one tenant, window after window. */
export class LaneReader {
  #subscribed = false;
  #position = new LanePosition(undefined);
  /** Where the last window ended that was read. */
  #end = 0;

  constructor(
    private readonly status: LaneStatus,
    private readonly parts: LaneReaderParts,
  ) {}

  /**
   * Until the signal is given, or, with `once`, until everything is read that was available at the beginning.
   *
   * @returns false when it ended because somebody must act, also where that is for single blobs only
   * @throws AbortError, StateError and what is a fault of the collector
   */
  async run(once: boolean): Promise<boolean> {
    const { state, time, signal } = this.parts;
    const { status } = this;
    this.#position = new LanePosition(await state.cursor(status.lane));
    status.cursor = this.#position.cursor;
    for (const [name, times] of await state.workloads(status.lane)) status.workloads.set(name, times);
    let begun: number | undefined;
    for (let failures = 0; ;) {
      signal.throwIfAborted();
      try {
        if (!(await this.#subscription())) continue;
        begun ??= time.now();
        const behind = await this.#window();
        failures = 0;
        status.error = undefined;
        if (behind) continue;
        if (once && this.#end >= Math.floor(begun / 1000) * 1000) return this.parts.left.size === 0;
        await this.#sleep(once ? 1000 : this.parts.interval);
      } catch (error) {
        failures += 1;
        if (!(await this.#recover(error, failures, once))) return false;
      }
    }
  }

  /** Whether the content type is subscribed; waits a while when not. */
  async #subscription(): Promise<boolean> {
    if (this.#subscribed) return true;
    const { subscriptions, state } = this.parts;
    const pending = await subscriptions.ensure(this.status);
    if (pending === undefined) {
      this.#position.subscribed(await state.subscriptionStart(this.status.lane));
      this.#subscribed = true;
      return true;
    }
    const { wait, cause } = pending;
    const why = cause === undefined ? '' : `: ${cause}`;
    const message = `not subscribed yet${why}; it may be started again in ${Math.ceil(wait / 60_000)} minutes`;
    this.#failed({ code: 'NOT_SUBSCRIBED', message, cure: undefined, stuck: false });
    await this.#sleep(Math.min(wait, SUBSCRIPTION_WAIT));
    return false;
  }

  /** @returns whether there is more to read at once */
  async #window(): Promise<boolean> {
    const { state, time, windows, left, span, logger } = this.parts;
    const { status } = this;
    const position = this.#position;
    const now = time.now();
    const plan = nextWindow(now, position.from(now), span);
    if (plan === undefined) return false;
    const { window, more, gap } = plan;
    status.firstFrom ??= window.from;
    if (position.cursor === undefined) {
      // A run that ends in its first window must not leave the next one to begin later.
      position.begin(window);
      await state.moveCursor(status.lane, window.from, window.from);
    }
    const listedAt = await windows.read(status, window);
    await state.saveWorkloads(status.lane, status.workloads);
    position.leaves(left.oldest);
    position.advance(now, completeUpTo(window, listedAt, span), more);
    const cursor = position.cursor ?? window.from;
    await state.moveCursor(status.lane, cursor, cursor);
    if (gap) {
      status.counts.lost += gap.to - gap.from;
      logger.error(
        { from: new Date(gap.from).toISOString(), to: new Date(gap.to).toISOString() },
        'content is lost: it was older than seven days before it could be read',
      );
    }
    status.cursor = cursor;
    this.#end = window.to;
    // What is listed once more is no backlog.
    if (window.to >= (status.windowEnd ?? 0)) {
      status.windowEnd = window.to;
      status.catchingUp = more;
    }
    logger.debug(
      { from: new Date(window.from).toISOString(), to: new Date(window.to).toISOString() },
      'window read',
    );
    return more;
  }

  /** @returns false when there is no use in going on */
  async #recover(error: unknown, failures: number, once: boolean): Promise<boolean> {
    this.parts.signal.throwIfAborted();
    const trouble = troubleOf(error);
    if (trouble === undefined) throw error;
    this.#failed(trouble);
    if (trouble.subscribe) this.#subscribed = false;
    if (trouble.stuck && once) return false;
    await this.#sleep(trouble.wait ?? backOff(failures, this.parts.random));
    return true;
  }

  #failed(trouble: { code: string; message: string; cure: string | undefined; stuck: boolean }): void {
    const { code, message, cure, stuck } = trouble;
    const { logger, clock } = this.parts;
    logger[stuck ? 'error' : 'warn']({ code, ...(cure === undefined ? {} : { cure }) }, message);
    this.status.failed({ code, message, cure, stuck, time: clock.now() });
  }

  async #sleep(milliseconds: number): Promise<void> {
    await this.parts.clock.sleep(milliseconds, this.parts.signal);
  }
}
