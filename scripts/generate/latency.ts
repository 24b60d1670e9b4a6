import type { Emission } from './emission';
import type { Random } from './random';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How late the batches of one way of delivery are; all times in milliseconds. */
export interface Latency {
  /** Records of this span are gathered in one batch. */
  readonly gathering: number;
  /** What most batches need, from the end of their gathering. */
  readonly typical: readonly [number, number];
  /** Share of the batches that are faster, down to `fastest`. */
  readonly fast: number;
  readonly fastest: number;
  /** Share of the batches that are later, up to `longest`. */
  readonly late: number;
  readonly longest: number;
  /** Share of the records that come a second time. */
  readonly again: number;
}

/**
 * “Typically 60 to 90 minutes for core services”, without a promise, and duplicates by design: Office 365 Management
 * Activity API, frequently asked questions. The gathering is a part of the 60 to 90 minutes.
 */
const MANAGEMENT_API: Latency = {
  gathering: 10 * MINUTE,
  typical: [60 * MINUTE, 80 * MINUTE],
  fast: 0.03,
  fastest: 15 * MINUTE,
  late: 0.04,
  longest: 24 * HOUR - 10 * MINUTE,
  again: 0.01,
};

/** Diagnostic settings send to an event hub within minutes; it delivers at least once. */
const EVENT_HUB: Latency = {
  gathering: MINUTE,
  typical: [2 * MINUTE, 10 * MINUTE],
  fast: 0,
  fastest: 2 * MINUTE,
  late: 0.02,
  longest: 2 * HOUR,
  again: 0.002,
};

/** What a collector writes itself. */
const COLLECTOR: Latency = {
  gathering: SECOND,
  typical: [SECOND, 20 * SECOND],
  fast: 0,
  fastest: SECOND,
  late: 0,
  longest: 20 * SECOND,
  again: 0,
};

export type Latencies = Readonly<Record<Emission['stream'], Latency>>;

export const LATENCIES: Latencies = {
  'o365.audit': MANAGEMENT_API,
  'azure.auditlogs': EVENT_HUB,
  'azure.activitylogs': EVENT_HUB,
  'entra.pim_alert': COLLECTOR,
  'o365.collector': COLLECTOR,
};

/** How long a batch takes from the end of its gathering, milliseconds. Two draws, whatever comes out. */
export function drawLatency({ typical, fast, fastest, late, longest }: Latency, random: Random): number {
  const kind = random.float();
  const place = random.float();
  const [low, high] = typical;
  if (kind < fast) return fastest + place * (low - fastest);
  // Each doubling of the lateness is as likely as the one before it: a long tail.
  if (kind >= 1 - late) return high * (longest / high) ** place;
  return low + place * (high - low);
}
