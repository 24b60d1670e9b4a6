import { Counter, Gauge, Registry } from 'prom-client';
import type { WriterLoad } from '../write/closable-writer';
import type { Heartbeats } from './heartbeats';
import type { LaneCounts, LaneStatus } from './lane-status';
import type { PimCounts, PimStatus } from './pim-status';

/** What the metrics are read from, each time they are asked for. Times are epoch milliseconds. */
export interface Metered {
  readonly lanes: readonly LaneStatus[];
  readonly pim: readonly PimStatus[];
  /** Requests to the management API of each tenant that has lanes: within the last minute, and how many there may be. */
  readonly budgets: readonly {
    readonly tenantName: string;
    readonly budget: { readonly used: number; readonly perMinute: number };
  }[];
  readonly writer: { readonly load: WriterLoad };
  readonly heartbeats: Pick<Heartbeats, 'lastSent'>;
  /** By the clock of the tenant's service. */
  readonly timeOf: (tenantId: string) => number;
}

/** Name without prefix and suffix, help, and which of the lane's counts in base units. */
const LANE_COUNTERS: readonly [name: string, help: string, count: (counts: LaneCounts) => number][] = [
  ['records_received', 'Records in blobs, each time they were read', ({ received }) => received],
  ['records_created', 'Records that became documents', ({ created }) => created],
  ['records_duplicate', 'Records that were there already', ({ duplicate }) => duplicate],
  ['records_dead_letter', 'Records that became no document of the audit log', ({ deadLetter }) => deadLetter],
  ['records_possible_double', 'Records that may be there twice', ({ possibleDouble }) => possibleDouble],
  ['blobs_fetched', 'Blobs that were read and written as a whole', ({ blobsFetched }) => blobsFetched],
  ['blobs_lost', 'Blobs that had expired or were unknown', ({ blobsExpired }) => blobsExpired],
  [
    'lost_seconds',
    'Time whose content was older than seven days before it was read',
    ({ lost }) => lost / 1000,
  ],
  ['requests_sent', 'Requests to Microsoft', ({ requestsSent }) => requestsSent],
  ['requests_throttled', 'Requests that were answered AF429', ({ requestsThrottled }) => requestsThrottled],
  ['requests_failed', 'Requests that failed otherwise', ({ requestsFailed }) => requestsFailed],
  ['errors', 'Errors of any kind', ({ errors }) => errors],
];

/** Name, help, and how a lane stands; undefined where it is not known yet. */
const LANE_GAUGES: readonly [
  name: string,
  help: string,
  of: (status: LaneStatus, now: number) => number | undefined,
][] = [
  [
    'cursor_timestamp_seconds',
    'Up to when everything is in Elasticsearch: what is newer may not be acknowledged yet',
    ({ cursor }) => seconds(cursor),
  ],
  ['last_poll_timestamp_seconds', 'When content was last listed', ({ lastPoll }) => seconds(lastPoll)],
  [
    'backlog_seconds',
    'How far listings are behind now',
    ({ windowEnd }, now) => (windowEnd === undefined ? undefined : Math.max(0, (now - windowEnd) / 1000)),
  ],
  [
    'last_event_timestamp_seconds',
    'CreationTime of the newest record',
    (status) => seconds(newestOf(status)?.event),
  ],
  ['lag_seconds', 'How old the newest record was when it came', (status) => seconds(newestOf(status)?.lag)],
  ['blobs_waiting', 'Blobs of the window that are not written yet', ({ blobsWaiting }) => blobsWaiting],
  ['stuck', 'Whether somebody must act', ({ error }) => stuck(error)],
];

const PIM_COUNTERS: readonly [name: string, help: string, count: keyof PimCounts][] = [
  ['pim_alerts_written', 'PIM alerts that were new or had changed, and were written', 'written'],
  ['pim_alerts_unchanged', 'PIM alerts that a poll found as they had been written', 'unchanged'],
  ['pim_alerts_dead_letter', 'PIM alerts that became dead letters instead of documents', 'deadLetter'],
  ['pim_errors', 'Errors of the poller of PIM alerts', 'errors'],
];

const PIM_GAUGES: readonly [name: string, help: string, of: (status: PimStatus) => number | undefined][] = [
  [
    'pim_last_poll_timestamp_seconds',
    'When all PIM alerts were last read and written',
    ({ lastPoll }) => seconds(lastPoll),
  ],
  ['pim_stuck', 'Whether somebody must act so that PIM alerts are read', ({ error }) => stuck(error)],
];

/** Metrics for Prometheus, read from how everything stands when they are asked for; what is not known yet is left out. */
export function collectorMetrics(metered: Metered): Registry {
  const { lanes, pim, budgets, writer, heartbeats, timeOf } = metered;
  const families = new Families();
  for (const [name, help, count] of LANE_COUNTERS) {
    families.counter(name, help, () => lanes.map((lane) => [labelsOf(lane), count(lane.counts)]));
  }
  for (const [name, help, of] of LANE_GAUGES) {
    families.gauge(name, help, () =>
      lanes.map((lane) => [labelsOf(lane), of(lane, timeOf(lane.lane.tenantId))]),
    );
  }
  for (const [name, help, count] of PIM_COUNTERS) {
    families.counter(name, help, () => pim.map((status) => [tenantOf(status.tenant), status.counts[count]]));
  }
  for (const [name, help, of] of PIM_GAUGES) {
    families.gauge(name, help, () => pim.map((status) => [tenantOf(status.tenant), of(status)]));
  }
  families.gauge('requests_last_minute', 'Requests to the management API within the last minute', () =>
    budgets.map((of) => [tenantOf(of), of.budget.used]),
  );
  families.gauge(
    'requests_per_minute_limit',
    'Requests to the management API that there may be within a minute',
    () => budgets.map((of) => [tenantOf(of), of.budget.perMinute]),
  );
  const one = (name: string, help: string, value: () => number | undefined): void => {
    families.gauge(name, help, () => [[{}, value()]]);
  };
  one('queue_records', 'Records that wait for Elasticsearch or are under way', () => writer.load.records);
  one('queue_bytes', 'Size of these records, by estimate', () => writer.load.bytes);
  one(
    'elasticsearch_requests_under_way',
    'Requests with records that Elasticsearch has not answered, or that are repeated',
    () => writer.load.requests,
  );
  one('last_heartbeat_timestamp_seconds', 'When Elasticsearch last took a heartbeat', () =>
    seconds(heartbeats.lastSent),
  );
  new Gauge({
    name: 'process_resident_memory_bytes',
    help: 'Memory of the collector',
    registers: [families.registry],
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  return families.registry;
}

type Labels = Readonly<Record<string, string>>;
type Samples = () => readonly (readonly [Labels, number | undefined])[];

/** Metrics whose samples are taken when they are asked for. */
class Families {
  readonly registry = new Registry();

  counter(name: string, help: string, samples: Samples): void {
    new Counter({
      ...this.#common(`${name}_total`, help),
      collect() {
        this.reset();
        for (const [labels, value] of samples()) this.inc(labels, value ?? 0);
      },
    });
  }

  gauge(name: string, help: string, samples: Samples): void {
    new Gauge({
      ...this.#common(name, help),
      collect() {
        this.reset();
        for (const [labels, value] of samples()) if (value !== undefined) this.set(labels, value);
      },
    });
  }

  #common(
    name: string,
    help: string,
  ): { name: string; help: string; labelNames: string[]; registers: Registry[] } {
    return {
      name: `o365_collector_${name}`,
      help,
      labelNames: ['tenant', 'content_type'],
      registers: [this.registry],
    };
  }
}

function labelsOf({ lane }: LaneStatus): Labels {
  return { tenant: lane.tenantName, content_type: lane.contentType };
}

function tenantOf({ tenantName }: { readonly tenantName: string }): Labels {
  return { tenant: tenantName };
}

function stuck(error: { readonly stuck: boolean } | undefined): number {
  return error?.stuck === true ? 1 : 0;
}

function seconds(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : milliseconds / 1000;
}

/** The newest record: when it happened, and how long after that it came. */
function newestOf({ workloads }: LaneStatus): { event: number; lag: number } | undefined {
  let newest: { event: number; lag: number } | undefined;
  for (const { lastEvent, lastArrival } of workloads.values()) {
    if (lastEvent === undefined || lastEvent <= (newest?.event ?? -Infinity)) continue;
    newest = { event: lastEvent, lag: Math.max(0, lastArrival - lastEvent) };
  }
  return newest;
}
