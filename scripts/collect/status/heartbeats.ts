import type { Logger } from 'pino';
import type { Clock } from '../clock';
import type { Bulk } from '../write/bulk-client';
import { sendDocuments } from '../write/send-documents';
import type { Sent } from '../write/send-documents';
import { heartbeatRecords, pimHeartbeat } from './heartbeat-records';
import type { HeartbeatOf } from './heartbeat-records';
import { LaneStatus } from './lane-status';
import { PimStatus } from './pim-status';

export interface HeartbeatParts {
  readonly lanes: readonly LaneStatus[];
  readonly pim: readonly PimStatus[];
  readonly bulk: Bulk;
  /** The data stream o365.collector. */
  readonly stream: string;
  readonly collectorId: string;
  readonly version: string;
  /** Milliseconds. */
  readonly interval: number;
  readonly clock: Pick<Clock, 'now'>;
  readonly steady: Pick<Clock, 'now'>;
  /** By the clock of the tenant's service, epoch milliseconds. */
  readonly timeOf: (tenantId: string) => number;
  readonly logger: Logger;
}

/** The heartbeats of one lane or poller; `told` is called when the first of them, which has the counts, is there. */
type Teller = (about: HeartbeatOf) => { readonly records: readonly object[]; readonly told: () => void };

/** Says that the collector lives, and how each lane stands. What could not be sent is counted in the next heartbeat. */
export class Heartbeats {
  readonly #started: number;
  readonly #tellers: readonly Teller[];
  #lastSent: number | undefined;
  /** By the steady clock: when one was last taken, or the start. */
  #heard: number;

  constructor(private readonly parts: HeartbeatParts) {
    this.#started = parts.clock.now();
    this.#heard = parts.steady.now();
    const { lanes, pim, timeOf } = parts;
    this.#tellers = [...lanes.map((status) => ofLane(status, timeOf)), ...pim.map(ofPim)];
  }

  /** When one was last taken by Elasticsearch, epoch milliseconds by the time of day. */
  get lastSent(): number | undefined {
    return this.#lastSent;
  }

  /** For how long none was taken, whatever the time of day did meanwhile; milliseconds. */
  get silence(): number {
    return this.parts.steady.now() - this.#heard;
  }

  /** How often they are sent; milliseconds. */
  get interval(): number {
    return this.parts.interval;
  }

  async send(signal: AbortSignal): Promise<void> {
    const { bulk, stream, collectorId, version, interval, clock, steady, logger } = this.parts;
    const now = clock.now();
    const about = { collectorId, version, started: this.#started, now, interval };
    const all = this.#tellers.map((tell) => tell(about));
    const texts = all.flatMap(({ records }) => records.map((record) => JSON.stringify(record)));
    const sent = await sendDocuments(bulk, stream, texts.map(documentOf), signal);
    const there = sent.map((outcome) => outcome.do === 'present');
    const failure = sent.map(failureOf).find((reason) => reason !== undefined);
    if (failure === undefined || there.includes(true)) [this.#lastSent, this.#heard] = [now, steady.now()];
    let next = 0;
    for (const { records, told } of all) {
      if (there[next] === true) told();
      next += records.length;
    }
    if (failure !== undefined && !signal.aborted) {
      logger.warn({ stream, reason: failure }, 'heartbeats could not be written');
    }
  }
}

function documentOf(text: string): string {
  return `{"create":{}}\n${JSON.stringify({ message: text })}\n`;
}

/** Why it is not there. */
function failureOf(sent: Sent): string | undefined {
  if (sent.do === 'present') return undefined;
  if (sent.do === 'again') return sent.obstacle.message;
  const { type, message } = sent.refusal;
  return type === undefined ? message : `${type}: ${message}`;
}

function ofLane(status: LaneStatus, timeOf: HeartbeatParts['timeOf']): Teller {
  const { tenantId } = status.lane;
  let since = new LaneStatus(status.lane).counts;
  return (about) => {
    const counts = { ...status.counts };
    const records = heartbeatRecords(status, since, { ...about, serviceNow: timeOf(tenantId) });
    return { records, told: () => void (since = counts) };
  };
}

function ofPim(status: PimStatus): Teller {
  let since = new PimStatus(status.tenant).counts;
  return (about) => {
    const counts = { ...status.counts };
    return { records: [pimHeartbeat(status, since, about)], told: () => void (since = counts) };
  };
}
