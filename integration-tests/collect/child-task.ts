import type { CollectorConfig, TenantConfig } from '../../scripts/collect/config/collector-config';

/** What a child is to do; its secrets are in the environment, `PROVE_CLIENT_SECRET` and `PROVE_API_KEY`. */
export interface ChildTask {
  /** Path of the compiled collector. */
  readonly collector: string;
  readonly config: Omit<CollectorConfig, 'tenants' | 'elasticsearch'> & {
    readonly tenants: readonly Omit<TenantConfig, 'clientSecret'>[];
    readonly elasticsearch: Omit<CollectorConfig['elasticsearch'], 'apiKey'>;
  };
  readonly clock: ChildClock;
  readonly once: boolean;
  /** Of its log. */
  readonly level: string;
}

/** Its time: `base + jumped` when the machine's was `origin`, and from there `speed` times as fast. */
export interface ChildClock {
  readonly base: number;
  readonly origin: number;
  readonly speed: number;
  /** By how much its time of day was set ahead altogether, milliseconds. */
  readonly jumped: number;
}

/** Its time of day is set: altogether by so much. */
export interface ToChild {
  readonly jumped: number;
}

/** How it ended of its own accord. */
export interface FromChild {
  readonly stuck: number;
  /** The most that was resident. */
  readonly peakMegabytes: number;
  /** Of the processors, start included. */
  readonly cpuSeconds: number;
}
