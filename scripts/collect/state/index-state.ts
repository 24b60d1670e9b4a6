import { errors } from '@elastic/elasticsearch';
import { IndexBatches } from './index-batches';
import { IndexDocuments } from './index-documents';
import { forgetRecords } from './index-forgetting';
import { IndexLease } from './index-lease';
import { stateIndex } from './index-mapping';
import type { OpenState, StateParts } from './state-parts';
import { recordKey } from './record-key';
import { StateError } from './state-error';
import type { LaneKey, Sending, WorkloadTimes } from './state-store';

/** Of the documents. */
const VERSION = 1;
/** Blobs that a move of a cursor forgets at most. */
const FORGOTTEN = 10_000;

/**
 * The state in an index of Elasticsearch, for collectors without a disk. What is there is read by `_id`, so no refresh has
 * to be waited for.
 *
 * @throws StateError; AbortError when the collector stops before
 */
export async function openIndexState(index: string, parts: StateParts): Promise<OpenState> {
  const documents = new IndexDocuments(parts.client, index, parts);
  await makeIndex(documents);
  await checkVersion(documents);
  const lease = new IndexLease(documents, parts);
  await lease.take();
  try {
    // Who has the lease may say which version the documents have.
    await documents.put('version', { kind: 'version', value: { version: VERSION } });
    const batches = await IndexBatches.read(documents);
    documents.opened(() => lease.hold());
    return new IndexState(documents, lease, batches, parts);
  } catch (error) {
    await lease.release();
    throw error;
  }
}

/** Makes it if it is not there; the key that `setup` makes cannot, and finds it there. */
async function makeIndex(documents: IndexDocuments): Promise<void> {
  const { index } = documents;
  if (await documents.ask((client, during) => client.exists({ index, id: 'version' }, during))) return;
  await documents.ask((client, during) =>
    client.indices.create({ index, ...stateIndex }, during).catch((error: unknown) => {
      const known = error instanceof errors.ResponseError && [400, 403].includes(error.statusCode ?? 0);
      if (!known) throw error;
    }),
  );
}

async function checkVersion(documents: IndexDocuments): Promise<void> {
  const found = await documents.get('version');
  if (found === undefined) return;
  const { version } = found.value as { readonly version?: unknown };
  if (version === VERSION) return;
  throw new StateError(
    'STATE_NEWER',
    `the state in the index ${documents.index} has the format ${String(version)}; this collector knows the format ${VERSION} only`,
    'Update the collector, or name another index in state.index.',
  );
}

class IndexState implements OpenState {
  readonly lost: AbortSignal;

  constructor(
    private readonly documents: IndexDocuments,
    private readonly lease: IndexLease,
    private readonly batches: IndexBatches,
    private readonly parts: StateParts,
  ) {
    this.lost = lease.lost;
  }

  async cursor(lane: LaneKey): Promise<number | undefined> {
    return await this.#laneTime(lane, 'cursor');
  }

  async moveCursor(lane: LaneKey, cursor: number, forgetBlobs: number): Promise<void> {
    await this.#saveLaneTime(lane, { cursor });
    // What was written in the last second may stay, until the next time.
    const before = { range: { time: { lt: forgetBlobs } } };
    await this.lease.hold();
    await this.documents.ask((client, during) =>
      client.deleteByQuery(
        {
          index: this.documents.index,
          query: { bool: { filter: [{ term: { kind: 'blob' } }, { term: { lane: laneOf(lane) } }, before] } },
          max_docs: FORGOTTEN,
          conflicts: 'proceed',
        },
        during,
      ),
    );
  }

  async subscriptionStart(lane: LaneKey): Promise<number | undefined> {
    return await this.#laneTime(lane, 'subscriptionStart');
  }

  async saveSubscriptionStart(lane: LaneKey, at: number): Promise<void> {
    await this.#saveLaneTime(lane, { subscriptionStart: at });
  }

  async doneBlobs(lane: LaneKey, contentIds: readonly string[]): Promise<ReadonlySet<string>> {
    await this.lease.hold();
    return await this.#presentOf(contentIds, (id) => blobOf(lane, id));
  }

  async blobDone(lane: LaneKey, contentId: string, created: number): Promise<void> {
    await this.lease.hold();
    await this.documents.put(blobOf(lane, contentId), { kind: 'blob', lane: laneOf(lane), time: created });
  }

  async knownIds(tenantId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
    await this.lease.hold();
    return await this.#presentOf(ids, (id) => recordOf(tenantId, id));
  }

  async sending(batch: Sending, at: number): Promise<number> {
    await this.lease.hold();
    return await this.batches.begin(batch, at);
  }

  async acknowledge(batch: number, at: number): Promise<void> {
    await this.lease.hold();
    const sent = this.batches.underWay(batch);
    if (!sent) return;
    // All of it is in the ledger before the batch is gone; in between, it is in both, which harms nothing.
    await this.documents.bulk(
      sent.ids.map((id) => ({ put: recordOf(sent.tenantId, id), document: { kind: 'record', time: at } })),
    );
    await this.batches.end(batch);
  }

  async unsettled(tenantId: string): Promise<ReadonlyMap<string, string | undefined>> {
    const found = this.batches.earlier(tenantId);
    for (const id of await this.knownIds(tenantId, [...found.keys()])) found.delete(id);
    return found;
  }

  async lastIndex(): Promise<string | undefined> {
    await this.lease.hold();
    const found = await this.documents.get('last-index');
    return (found?.value as { readonly name?: string } | undefined)?.name;
  }

  async saveLastIndex(index: string): Promise<void> {
    await this.lease.hold();
    await this.documents.put('last-index', { kind: 'last-index', value: { name: index } });
  }

  async forgetIds(before: number, stop?: AbortSignal): Promise<void> {
    const { documents, lease } = this;
    const { steady } = this.parts;
    await forgetRecords(before, { documents, steady, hold: () => lease.hold() }, stop);
    await this.batches.forget(before);
  }

  async workloads(lane: LaneKey): Promise<ReadonlyMap<string, WorkloadTimes>> {
    await this.lease.hold();
    const found = (await this.documents.get(`workloads/${laneOf(lane)}`))?.value as
      { readonly times: readonly [string, number | null, number][] } | undefined;
    return new Map(
      found?.times.map(([name, lastEvent, lastArrival]) => [
        name,
        { lastEvent: lastEvent ?? undefined, lastArrival },
      ]),
    );
  }

  async saveWorkloads(lane: LaneKey, workloads: ReadonlyMap<string, WorkloadTimes>): Promise<void> {
    await this.lease.hold();
    const times = [...workloads].map(([name, { lastEvent, lastArrival }]) => [
      name,
      lastEvent ?? null,
      lastArrival,
    ]);
    await this.documents.put(`workloads/${laneOf(lane)}`, { kind: 'workloads', value: { times } });
  }

  async pimAlerts(tenantId: string): Promise<ReadonlyMap<string, string>> {
    await this.lease.hold();
    const found = await this.documents.get(`pim/${tenantId}`);
    return new Map(Object.entries((found?.value ?? {}) as Record<string, string>));
  }

  async savePimAlert(tenantId: string, alertId: string, version: string): Promise<void> {
    await this.lease.hold();
    await this.documents.merge(`pim/${tenantId}`, { kind: 'pim', value: { [alertId]: version } });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.lease.release();
  }

  async #laneTime(lane: LaneKey, name: 'cursor' | 'subscriptionStart'): Promise<number | undefined> {
    await this.lease.hold();
    const found = await this.documents.get(`lane/${laneOf(lane)}`);
    return (found?.value as Partial<Record<typeof name, number>> | undefined)?.[name];
  }

  async #saveLaneTime(
    lane: LaneKey,
    value: { cursor: number } | { subscriptionStart: number },
  ): Promise<void> {
    await this.lease.hold();
    await this.documents.merge(`lane/${laneOf(lane)}`, { kind: 'lane', value });
  }

  async #presentOf(ids: readonly string[], name: (id: string) => string): Promise<Set<string>> {
    const present = await this.documents.present(ids.map(name));
    return new Set(ids.filter((id) => present.has(name(id))));
  }
}

function laneOf({ tenantId, contentType }: LaneKey): string {
  return `${tenantId}/${contentType}`;
}

/** An `_id` has 512 bytes at most. */
function blobOf(lane: LaneKey, contentId: string): string {
  return `blob/${laneOf(lane)}/${recordKey(contentId).toString('hex')}`;
}

function recordOf(tenantId: string, id: string): string {
  return `record/${tenantId}/${recordKey(id).toString('hex')}`;
}
