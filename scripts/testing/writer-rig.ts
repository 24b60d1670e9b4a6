import pino from 'pino';
import type { Clock } from '../collect/clock';
import { Secret } from '../collect/config/secret';
import { dataStreams } from '../collect/data-streams';
import { makeElasticsearch } from '../collect/elasticsearch-client';
import type { Sending, StateStore } from '../collect/state/state-store';
import { LaneStatus } from '../collect/status/lane-status';
import { bulkOf } from '../collect/write/bulk-client';
import { makeRecordWriter } from '../collect/write/make-record-writer';
import type { ClosableRecordWriter, WriterOptions } from '../collect/write/make-record-writer';
import type { CollectedRecord } from '../collect/write/record-writer';

export const TENANT = '00000000-0000-4000-8000-000000000001';
export const STREAMS = dataStreams('default');

/** Of the state what the writer uses, in memory; outlives a writer as a file would. */
export class Ledger {
  readonly known = new Map<string, Set<string>>();
  readonly sent = new Map<number, Sending>();
  acknowledged = 0;
  /** Of `sending` and `acknowledge`: by which time, of which tenant. */
  readonly times: [tenantId: string, at: number][] = [];
  index: string | undefined;
  broken: Error | undefined;
  #last = 0;

  readonly store: Pick<
    StateStore,
    'knownIds' | 'sending' | 'acknowledge' | 'unsettled' | 'lastIndex' | 'saveLastIndex'
  > = {
    lastIndex: () => Promise.resolve(this.index),
    saveLastIndex: (index) => {
      this.index = index;
      return Promise.resolve();
    },
    knownIds: (tenantId, ids) => {
      if (this.broken) return Promise.reject(this.broken);
      return Promise.resolve(new Set(ids.filter((id) => this.known.get(tenantId)?.has(id))));
    },
    sending: (batch, at) => {
      this.times.push([batch.tenantId, at]);
      this.#last += 1;
      this.sent.set(this.#last, batch);
      return Promise.resolve(this.#last);
    },
    acknowledge: (batch, at) => {
      const { tenantId, ids } = this.sent.get(batch) ?? { tenantId: '', ids: [] };
      this.times.push([tenantId, at]);
      const known = this.known.get(tenantId) ?? new Set();
      this.known.set(tenantId, known);
      for (const id of ids) known.add(id);
      this.sent.delete(batch);
      this.acknowledged += ids.length;
      return Promise.resolve();
    },
    unsettled: (tenantId) =>
      Promise.resolve(
        new Map(
          [...this.sent.values()]
            .filter((batch) => batch.tenantId === tenantId)
            .flatMap(({ ids, index }) => ids.map((id) => [id, index] as const)),
        ),
      ),
  };
}

/** Sleeps at once, and notes how long it would have been. */
class HastyClock implements Clock {
  readonly slept: number[] = [];
  now(): number {
    return Date.parse('2026-03-10T12:00:00Z');
  }
  async sleep(milliseconds: number): Promise<void> {
    this.slept.push(milliseconds);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

export interface Rig extends AsyncDisposable {
  readonly writer: ClosableRecordWriter;
  readonly lane: LaneStatus;
  readonly ledger: Ledger;
  readonly clock: HastyClock;
  readonly log: { level: number; msg: string; code?: string }[];
  readonly stop: AbortController;
}

export function laneStatus(tenantId = TENANT): LaneStatus {
  return new LaneStatus({
    tenantId,
    tenantName: 'contoso.com',
    service: 'exchange',
    contentType: 'Audit.Exchange',
  });
}

export function rig(
  url: string,
  { ledger = new Ledger(), ...options }: Partial<WriterOptions> & { ledger?: Ledger } = {},
): Rig {
  const apiKey = new Secret({ env: 'KEY' }, { KEY: 'a2V5OnNlY3JldA==' });
  const client = makeElasticsearch({ elasticsearch: { url, apiKey, namespace: 'default', ca: undefined } });
  const clock = new HastyClock();
  const log: Rig['log'] = [];
  const stop = new AbortController();
  const logger = pino(
    {},
    { write: (line: string) => void log.push(JSON.parse(line) as (typeof log)[number]) },
  );
  const writer = makeRecordWriter({
    bulk: bulkOf(client),
    state: ledger.store as StateStore,
    clock,
    timeOf: () => clock.now(),
    logger,
    signal: stop.signal,
    streams: STREAMS,
    collectorId: '10001',
    deadLetterFile: undefined,
    random: () => 0.5,
    ...options,
  });
  return {
    ...{ writer, lane: laneStatus(), ledger, clock, log, stop },
    async [Symbol.asyncDispose]() {
      await writer.close();
      await client.close();
    },
  };
}

export function record(id: string, fill = 0): CollectedRecord {
  return { id, text: JSON.stringify({ Id: id, Fill: 'x'.repeat(fill) }) };
}

export function named(count: number, prefix = 'r'): string[] {
  return Array.from({ length: count }, (_, n) => `${prefix}${String(n).padStart(6, '0')}`);
}

export async function write(
  { writer, lane }: Pick<Rig, 'writer' | 'lane'>,
  records: readonly CollectedRecord[],
): Promise<void> {
  const blob = writer.open(lane);
  for (const each of records) await blob.add(each);
  await blob.acknowledged();
}
