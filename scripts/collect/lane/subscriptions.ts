import { NetworkError } from '../api/http';
import { RefusedError } from '../api/management-client';
import type { ManagementClient } from '../api/management-client';
import type { ServerTime } from '../api/server-time';
import type { Clock } from '../clock';
import type { StateStore } from '../state/state-store';
import type { LaneStatus } from '../status/lane-status';
import type { Lane } from './lane';

/** The service takes a start of one content type once in 15 minutes; one more is for what is on its way. */
const STARTS_APART = 16 * 60_000;

/** A subscription that is not there yet. */
export interface PendingSubscription {
  /** Milliseconds after which it may be started again. */
  readonly wait: number;
  /** Why the last start of this process came to nothing, where it did: code and message. */
  readonly cause: string | undefined;
}

/**
 * Sees that a content type is subscribed: lists first, starts only what is missing, and not again within 15 minutes,
 * also when the first start got no answer, and also after a restart of the collector.
 */
export class Subscriptions {
  /** When this process started them, by the steady clock. */
  readonly #started = new Map<Lane, number>();
  readonly #causes = new Map<Lane, string>();

  constructor(
    private readonly client: ManagementClient,
    private readonly state: StateStore,
    private readonly time: ServerTime,
    private readonly steady: Pick<Clock, 'now'>,
  ) {}

  /**
   * @returns undefined where it is subscribed
   * @throws RefusedError
   */
  async ensure(status: LaneStatus): Promise<PendingSubscription | undefined> {
    const { lane } = status;
    const list = await this.client.subscriptions(status);
    const enabled = list.some(
      ({ contentType, status: state }) => contentType === lane.contentType && state === 'enabled',
    );
    if (enabled) return undefined;
    const since = await this.#sinceStart(lane);
    if (since < STARTS_APART) return { wait: STARTS_APART - since, cause: this.#causes.get(lane) };
    this.#started.set(lane, this.steady.now());
    this.#causes.delete(lane);
    await this.state.saveSubscriptionStart(lane, this.time.now());
    const wait = await this.#start(status);
    return wait === undefined ? undefined : { wait, cause: this.#causes.get(lane) };
  }

  /** Milliseconds, by the clock that says less: that of the service may be set while it is waited for. */
  async #sinceStart(lane: Lane): Promise<number> {
    const saved = await this.state.subscriptionStart(lane);
    // What an earlier run noted by a clock that was wrong must not keep it from being started for longer than that.
    const byService = saved === undefined ? Infinity : Math.abs(this.time.now() - saved);
    return Math.min(byService, this.steady.now() - (this.#started.get(lane) ?? -Infinity));
  }

  /** @returns milliseconds after which it may be started again; undefined where it is subscribed */
  async #start(status: LaneStatus): Promise<number | undefined> {
    try {
      await this.client.start(status);
      return undefined;
    } catch (error) {
      if (!(error instanceof NetworkError || error instanceof RefusedError)) throw error;
      this.#causes.set(status.lane, `${error.code} ${error.message}`);
      if (error instanceof NetworkError) return STARTS_APART;
      const { action } = error;
      if (action.do === 'subscribed') return undefined;
      if (action.do === 'started') return action.after ?? STARTS_APART;
      if (['retry', 'renew', 'wait', 'subscribe'].includes(action.do)) return STARTS_APART;
      throw error;
    }
  }
}
