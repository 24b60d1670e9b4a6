import type { Logger } from 'pino';
import type { Clock } from '../clock';
import type { Bulk } from '../write/bulk-client';
import { sendDocuments } from '../write/send-documents';
import { heartbeatRecords } from './heartbeat-records';
import { LaneStatus } from './lane-status';
import type { LaneCounts } from './lane-status';

export interface HeartbeatParts {
  readonly lanes: readonly LaneStatus[];
  readonly bulk: Bulk;
  /** The data stream o365.collector. */
  readonly stream: string;
  readonly collectorId: string;
  readonly version: string;
  /** Milliseconds. */
  readonly interval: number;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Says that the collector lives, and how each lane stands. What could not be sent is counted in the next heartbeat. */
export class Heartbeats {
  readonly #started: number;
  #since: readonly LaneCounts[];
  /** When one was last taken by Elasticsearch. */
  lastSent: number | undefined;

  constructor(private readonly parts: HeartbeatParts) {
    this.#started = parts.clock.now();
    this.#since = parts.lanes.map(({ lane }) => new LaneStatus(lane).counts);
  }

  async send(signal: AbortSignal): Promise<void> {
    const { lanes, bulk, stream, collectorId, version, interval, clock, logger } = this.parts;
    const now = clock.now();
    const about = { collectorId, version, started: this.#started, now, interval };
    const counts = lanes.map((status) => ({ ...status.counts }));
    const records = lanes.map((status, at) =>
      heartbeatRecords(status, this.#since[at] ?? status.counts, about),
    );
    const texts = records.flat().map((record) => JSON.stringify(record));
    const { there, failure } = await sendDocuments(bulk, stream, texts, signal);
    if (failure === undefined || there.includes(true)) this.lastSent = now;
    let next = 0;
    // The first heartbeat of a lane has its counts: when that one is there they were told.
    this.#since = this.#since.map((since, at) => {
      const first = next;
      next += records[at]?.length ?? 0;
      return there[first] === true ? (counts[at] ?? since) : since;
    });
    if (failure !== undefined && !signal.aborted) {
      logger.warn({ stream, reason: failure }, 'heartbeats could not be written');
    }
  }
}
