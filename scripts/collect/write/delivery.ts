import type { Logger } from 'pino';
import type { DataStreams } from '../data-streams';
import type { StateStore } from '../state/state-store';
import { auditLine, isOfStream } from './audit-line';
import type { DeadLetters } from './dead-letters';
import type { Item, Outcome } from './item';
import type { PersistentBulk, Shipment } from './persistent-bulk';
import type { Present } from './verdict';

export interface DeliveryParts {
  readonly persistent: PersistentBulk;
  readonly deadLetters: DeadLetters;
  readonly state: StateStore;
  readonly streams: DataStreams;
  readonly collectorId: string;
  /** Epoch milliseconds by the clock of the tenant's service. */
  readonly timeOf: (tenantId: string) => number;
  readonly logger: Logger;
  readonly settle: (item: Item, outcome: Outcome) => void;
  /** A request with so many bytes (by estimate) is too large for the cluster, or for what stands before it. */
  readonly tooLarge: (bytes: number) => void;
}

/**
 * Brings a batch of records into Elasticsearch and the ledger.
 *
 * `_id` is unique within one backing index only. A record that was sent without an answer and is sent again therefore
 * becomes two documents if it was taken the first time and the data stream rolled over in between: nothing that a client
 * with a key for creating documents can do rules that out. It shows: the second answer names another backing index than
 * the one that took documents before the first attempt. Such a record is counted as a possible double.
 */
export class Delivery {
  readonly #unsettled = new Map<string, Promise<ReadonlyMap<string, string | undefined>>>();
  /** The backing index that took, or had, the last document; and as far as the state knows. */
  #index: string | undefined;
  #saved: Promise<string | undefined> | undefined;

  constructor(private readonly parts: DeliveryParts) {}

  /** Whether an earlier index can be named when records are sent. */
  get knowsIndex(): boolean {
    return this.#index !== undefined;
  }

  /** Comes back when all are settled. @throws AbortError when the collector stops before; StateError */
  async deliver(items: readonly Item[]): Promise<void> {
    const { state, persistent, timeOf, settle } = this.parts;
    this.#saved ??= state.lastIndex();
    this.#index ??= await this.#saved;
    const batches: { readonly batch: number; readonly tenantId: string }[] = [];
    const fresh: Item[] = [];
    for (const [tenantId, ofTenant] of Map.groupBy(items, (item) => item.tenantId)) {
      const sent = await this.#unknownOf(tenantId, ofTenant);
      if (sent.length === 0) continue;
      fresh.push(...sent);
      const ids = sent.map(({ id }) => id);
      const batch = await state.sending({ tenantId, ids, index: this.#index }, timeOf(tenantId));
      batches.push({ batch, tenantId });
    }
    await persistent.send(
      fresh.filter(({ refusal }) => refusal === undefined),
      this.#shipment(),
    );
    await this.#bury(fresh);
    if (this.#index !== undefined && this.#index !== (await this.#saved)) {
      this.#saved = Promise.resolve(this.#index);
      await state.saveLastIndex(this.#index);
    }
    for (const { batch, tenantId } of batches) await state.acknowledge(batch, timeOf(tenantId));
    for (const item of fresh) settle(item, item.outcome ?? 'deadLetter');
  }

  /** Those that the ledger does not know; the others are settled. */
  async #unknownOf(tenantId: string, items: readonly Item[]): Promise<Item[]> {
    const { state, settle } = this.parts;
    const known = await state.knownIds(
      tenantId,
      items.map(({ id }) => id),
    );
    const unsettled = await this.#unsettledOf(tenantId);
    return items.filter((item) => {
      if (known.has(item.id)) {
        settle(item, 'duplicate');
        return false;
      }
      if (unsettled.has(item.id)) item.doubt = { index: unsettled.get(item.id) };
      return true;
    });
  }

  /** Of earlier runs: asked once, before anything of this run is noted. */
  async #unsettledOf(tenantId: string): Promise<ReadonlyMap<string, string | undefined>> {
    let asked = this.#unsettled.get(tenantId);
    if (!asked) this.#unsettled.set(tenantId, (asked = this.parts.state.unsettled(tenantId)));
    return await asked;
  }

  #shipment(): Shipment<Item> {
    return {
      stream: this.parts.streams.audit,
      lines: ({ documentId, text }) => auditLine(documentId, text, this.parts.collectorId),
      present: (item, verdict) => {
        this.#present(item, verdict);
      },
      refused: (item, refusal) => {
        item.refusal = refusal;
      },
      leaving: () => this.#index,
      unknown: (items, index) => {
        for (const item of items) item.doubt ??= { index };
      },
      tooLarge: (items) => {
        if (items.length > 1) this.parts.tooLarge(items.reduce((sum, { bytes }) => sum + bytes, 0));
        return undefined;
      },
    };
  }

  #present(item: Item, { created, index }: Present): void {
    const { streams, logger } = this.parts;
    // The pipeline of the data stream sends there what it cannot read.
    if (isOfStream(index, streams.deadLetter)) {
      item.outcome = 'deadLetter';
      return;
    }
    item.outcome = created ? 'created' : 'duplicate';
    if (!isOfStream(index, streams.audit)) return;
    const { doubt } = item;
    // Also when it is there already: an attempt after the first may have made it.
    if (doubt !== undefined && doubt.index !== index) {
      item.possibleDouble = true;
      logger.warn(
        { id: item.id, tenant_id: item.tenantId, index, earlier_index: doubt.index ?? 'unknown' },
        'a record may be there twice: an attempt to write it got no answer, and the data stream may have rolled over since',
      );
    }
    this.#index = index;
  }

  async #bury(items: readonly Item[]): Promise<void> {
    const letters = items.flatMap(({ documentId, tenantId, text, refusal }) =>
      refusal === undefined ? [] : [{ documentId, tenantId, text, dataset: 'o365.audit' as const, refusal }],
    );
    const [first] = letters;
    if (first === undefined) return;
    // The message of a refusal may quote the record, which the log must not.
    const { documentId: id, refusal } = first;
    this.parts.logger.warn(
      { records: letters.length, first: { id, type: refusal.type } },
      'records become dead letters',
    );
    await this.parts.deadLetters.write(letters);
  }
}
