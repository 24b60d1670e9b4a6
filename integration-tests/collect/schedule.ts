import { FAULTS, SCHEDULED } from '../../fixtures/management-api';
import type { FaultName } from '../../fixtures/management-api';
import { Random } from '../../scripts/generate/random';
import { FEED_SERVICES } from '../../scripts/collect/services';
import type { FeedService } from '../../scripts/collect/services';
import { PROXY_FAULTS } from './fault-proxy';
import type { ProxyFault, Stage } from './fault-proxy';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Ends the collector before its time, and what happens before it is started again. */
export interface Interruption {
  /** Of the deliveries, from 0. */
  readonly delivery: number;
  readonly signal: 'SIGKILL' | 'SIGTERM';
  /** At the n-th request of this run to the API or to Elasticsearch, or after so many milliseconds. */
  readonly at:
    | { readonly what: 'api'; readonly nth: number }
    | { readonly what: 'elasticsearch'; readonly nth: number; readonly stage: Stage }
    | { readonly what: 'time'; readonly milliseconds: number };
  /** What was being sent may come into another backing index then: the one double that cannot be helped. */
  readonly rollsOver: boolean;
}

export interface TenantPlan {
  readonly id: string;
  readonly feeds: readonly FeedService[];
  /** Subscribed long ago; otherwise the collector starts the subscriptions. */
  readonly subscribed: boolean;
}

/** Everything that happens to a collector, drawn from one seed. Times are milliseconds. */
export interface Schedule {
  readonly number: number;
  readonly seed: string;
  /** How many times as fast as the real one the time of the API and of the collector runs. */
  readonly speed: number;
  readonly tenants: readonly TenantPlan[];
  /** Of each tenant and type, in each delivery, at most. */
  readonly blobs: number;
  readonly recordsPerBlob: number;
  /** How far back the first delivery reaches. */
  readonly span: number;
  readonly deliveries: number;
  /** A share of the records cannot be read by the pipeline. */
  readonly unreadable: number;
  readonly overlap: number;
  readonly lateListing: { readonly share: number; readonly most: number };
  readonly redelivery: { readonly within: number; readonly across: number };
  readonly listedTwice: number;
  readonly pageSize: number;
  readonly requestsPerMinute: number;
  readonly api: { readonly share: number; readonly faults: readonly FaultName[] };
  /** A share of the blobs cannot be read the first times that they are asked for; with ten and more the collector leaves them. */
  readonly stubborn: { readonly share: number; readonly times: number };
  /** The API's clock jumps ahead. */
  readonly apiClock: number;
  readonly elasticsearch: {
    readonly share: number;
    readonly inRow: number;
    readonly faults: readonly ProxyFault[];
  };
  readonly interruptions: readonly Interruption[];
  /** The collector's time of day jumps by so much at the n-th request to the API. */
  readonly jumps: readonly { readonly nth: number; readonly by: number }[];
  /** A new backing index between two deliveries, when everything is acknowledged. */
  readonly rollsOverBetween: boolean;
  /** A new backing index while the n-th request to Elasticsearch is on its way. */
  readonly rollsOverAt: number | undefined;
  readonly state: 'file' | 'index';
  /** A listing names an address of another host. */
  readonly strangeAddress: boolean;
  /** How long a subscription that the collector starts lists nothing, not even what is old. */
  readonly firstContentAfter: number;
}

/** How the collector is asked: what must be waited for in real time is left out. */
const API_FAULTS: readonly FaultName[] = [...SCHEDULED, 'subscriptionDisabled'].filter(
  (name): name is FaultName => name in FAULTS,
);
const THROTTLING: readonly FaultName[] = ['throttled403', 'throttled429', 'throttledWithWait'];

export function schedule(base: string | number, number: number): Schedule {
  const seed = `${base}/${number}`;
  const random = Random.of(seed, 'schedule');
  /** What was added later: the rest of a schedule stays as it was. */
  const others = Random.of(seed, 'others');
  const tenantCount = random.weighted([
    [1, 5],
    [2, 3],
    [3, 2],
  ] as const);
  const tenants = Array.from({ length: tenantCount }, () => tenantPlan(random));
  const lanes = tenants.reduce((sum, { feeds }) => sum + feeds.length, 0);
  const deliveries = random.between(1, 3);
  // A share of the schedules has time run so slowly that the budget of requests is what holds the collector back.
  const isTight = random.chance(0.12);
  const faults = isTight ? API_FAULTS.filter((name) => !THROTTLING.includes(name)) : API_FAULTS;
  const overlap = random.between(15, 60) * MINUTE;
  const isRough = random.chance(0.8);
  return {
    number,
    seed,
    speed: isTight ? 30 : random.between(200, 500),
    tenants,
    blobs: Math.max(2, Math.round(random.between(60, 160) / lanes / deliveries)),
    recordsPerBlob: random.between(3, 40),
    // A window of an hour is a request.
    span: Math.min(120, Math.max(6, Math.round(random.between(20, isTight ? 200 : 240) / lanes))) * HOUR,
    deliveries,
    unreadable: random.chance(0.3) ? 0.05 : 0,
    overlap,
    lateListing: { share: random.pick([0, 0.1, 0.3]), most: overlap - 8 * MINUTE },
    redelivery: { within: random.pick([0, 0.1, 0.3]), across: random.pick([0, 0.2, 0.4]) },
    listedTwice: random.pick([0, 0, 0.1]),
    pageSize: random.between(2, 20),
    requestsPerMinute: isTight ? random.between(200, 400) : 2000,
    api: { share: isRough ? random.between(1, isTight ? 5 : 15) / 100 : 0, faults },
    stubborn: { share: others.chance(0.3) ? 0.03 : 0, times: others.between(3, 14) },
    apiClock: random.chance(0.3) ? 0.03 : 0,
    elasticsearch: {
      share: random.chance(0.8) ? random.between(2, 30) / 100 : 0,
      inRow: random.between(1, 4),
      faults: random.chance(0.3) ? [random.pick(PROXY_FAULTS)] : PROXY_FAULTS,
    },
    interruptions: Array.from({ length: random.pick([0, 1, 1, 2, 3, 4]) }, () =>
      interruption(random, deliveries),
    ),
    jumps: Array.from({ length: random.pick([0, 0, 1, 2]) }, () => ({
      nth: random.between(3, 150),
      // Also by more than the ledger remembers.
      by: random.pick([-1, 1]) * (random.chance(0.4) ? 30 * DAY : random.between(2, 48 * 60) * MINUTE),
    })),
    rollsOverBetween: random.chance(0.6),
    rollsOverAt: random.chance(0.1) ? random.between(1, 30) : undefined,
    state: random.chance(0.35) ? 'index' : 'file',
    strangeAddress: random.chance(0.1),
    firstContentAfter: random.chance(0.5) ? random.between(2, 12 * 60 - 1) * MINUTE : 0,
  };
}

function tenantPlan(random: Random): TenantPlan {
  const feeds = random.chance(0.5) ? FEED_SERVICES : FEED_SERVICES.filter(() => random.chance(0.6));
  return {
    id: random.guid(),
    feeds: feeds.length === 0 ? [random.pick(FEED_SERVICES)] : feeds,
    subscribed: random.chance(0.7),
  };
}

function interruption(random: Random, deliveries: number): Interruption {
  /** As often below 10 as from 10 to 100. */
  const early = (most: number): number => Math.max(1, Math.floor(most ** random.float()));
  const at = random.weighted<() => Interruption['at']>([
    [() => ({ what: 'api', nth: early(300) }), 3],
    [
      () => ({
        what: 'elasticsearch',
        nth: early(100),
        stage: random.pick(['arrived', 'taken', 'taken', 'answered'] as const),
      }),
      5,
    ],
    [() => ({ what: 'time', milliseconds: random.between(50, 3000) }), 2],
  ]);
  return {
    delivery: random.below(deliveries),
    signal: random.chance(0.85) ? 'SIGKILL' : 'SIGTERM',
    at: at(),
    rollsOver: random.chance(0.12),
  };
}
