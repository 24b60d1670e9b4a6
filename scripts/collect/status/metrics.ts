import { Counter, Gauge, Registry } from 'prom-client';
import type { LaneCounts, LaneStatus } from './lane-status';

const LABELS = ['tenant', 'content_type'] as const;

/** Name, help, and which of the lane's counts. */
const COUNTERS: readonly [name: string, help: string, count: keyof LaneCounts][] = [
  ['records_received', 'Records in blobs, each time they were read', 'received'],
  ['records_created', 'Records that became documents', 'created'],
  ['records_duplicate', 'Records that were there already', 'duplicate'],
  ['records_dead_letter', 'Records that became no document of the audit log', 'deadLetter'],
  ['records_possible_double', 'Records that may be there twice', 'possibleDouble'],
  ['blobs_fetched', 'Blobs that were read and written as a whole', 'blobsFetched'],
  ['blobs_lost', 'Blobs that had expired or were unknown', 'blobsExpired'],
  ['requests_sent', 'Requests to Microsoft', 'requestsSent'],
  ['requests_throttled', 'Requests that were answered AF429', 'requestsThrottled'],
  ['requests_failed', 'Requests that failed otherwise', 'requestsFailed'],
  ['errors', 'Errors of any kind', 'errors'],
];

/** Name, help, and how a lane stands; undefined where it is not known yet. */
const GAUGES: readonly [
  name: string,
  help: string,
  of: (status: LaneStatus, now: number) => number | undefined,
][] = [
  ['cursor_timestamp_seconds', 'Up to when everything is in Elasticsearch', ({ cursor }) => seconds(cursor)],
  ['last_poll_timestamp_seconds', 'When content was last listed', ({ lastPoll }) => seconds(lastPoll)],
  [
    'backlog_seconds',
    'How far listings are behind now',
    ({ windowEnd }, now) => (windowEnd === undefined ? undefined : Math.max(0, (now - windowEnd) / 1000)),
  ],
  [
    'last_event_timestamp_seconds',
    'CreationTime of the newest record',
    ({ workloads }) => seconds(newest([...workloads.values()].map(({ lastEvent }) => lastEvent))),
  ],
  ['blobs_waiting', 'Blobs of the window that are not written yet', ({ blobsWaiting }) => blobsWaiting],
  ['stuck', 'Whether somebody must act', ({ error }) => (error?.stuck === true ? 1 : 0)],
];

/** Metrics for Prometheus, read from how the lanes stand when they are asked for. */
export function collectorMetrics(lanes: readonly LaneStatus[], clock: { now(): number }): Registry {
  const registry = new Registry();
  const registers = [registry];
  for (const [name, help, count] of COUNTERS) {
    new Counter({
      name: `o365_collector_${name}_total`,
      help,
      labelNames: LABELS,
      registers,
      collect() {
        this.reset();
        for (const status of lanes) this.inc(labelsOf(status), status.counts[count]);
      },
    });
  }
  for (const [name, help, of] of GAUGES) {
    new Gauge({
      name: `o365_collector_${name}`,
      help,
      labelNames: LABELS,
      registers,
      collect() {
        this.reset();
        for (const status of lanes) {
          const value = of(status, clock.now());
          if (value !== undefined) this.set(labelsOf(status), value);
        }
      },
    });
  }
  new Gauge({
    name: 'process_resident_memory_bytes',
    help: 'Memory of the collector',
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  return registry;
}

function labelsOf({ lane }: LaneStatus): Record<(typeof LABELS)[number], string> {
  return { tenant: lane.tenantName, content_type: lane.contentType };
}

function seconds(time: number | undefined): number | undefined {
  return time === undefined ? undefined : time / 1000;
}

function newest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}
