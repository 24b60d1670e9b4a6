import type { BulkLine, IndexDocuments, StateDocument } from './index-documents';
import type { Sending } from './state-store';

/** Batches that a search answers at once; each has some thousand Ids. */
const PAGE = 100;

interface Batch extends Sending {
  readonly batch: number;
  readonly sent: number;
}

/** The batches under way, this run's and those that earlier runs left, as documents; and in memory. */
export class IndexBatches {
  readonly #underWay = new Map<number, Sending>();
  #last: number;

  private constructor(
    private readonly documents: IndexDocuments,
    private left: readonly Batch[],
  ) {
    this.#last = left.at(-1)?.batch ?? 0;
  }

  /** To be called when the index was refreshed, before anything is noted. */
  static async read(documents: IndexDocuments): Promise<IndexBatches> {
    const left: Batch[] = [];
    for (;;) {
      const after = left.at(-1)?.batch ?? 0;
      const { hits } = await documents.ask((client, during) =>
        client.search<StateDocument>(
          {
            index: documents.index,
            size: PAGE,
            query: { bool: { filter: [{ term: { kind: 'batch' } }, { range: { batch: { gt: after } } }] } },
            sort: [{ batch: 'asc' }],
          },
          during,
        ),
      );
      for (const { _source: found } of hits.hits)
        if (found) left.push({ ...(found.value as Omit<Batch, 'batch'>), batch: found.batch ?? 0 });
      if (hits.hits.length < PAGE) return new IndexBatches(documents, left);
    }
  }

  async begin(sending: Sending, sent: number): Promise<number> {
    const batch = (this.#last += 1);
    const { tenantId, ids, index } = sending;
    this.#underWay.set(batch, sending);
    await this.documents.put(nameOf(batch), { kind: 'batch', batch, value: { tenantId, ids, index, sent } });
    return batch;
  }

  /** Of this run. */
  underWay(batch: number): Sending | undefined {
    return this.#underWay.get(batch);
  }

  async end(batch: number): Promise<void> {
    await this.documents.bulk([{ remove: nameOf(batch) }]);
    this.#underWay.delete(batch);
  }

  /** What earlier runs were sending, by Id: of several attempts the first that had an index. */
  earlier(tenantId: string): Map<string, string | undefined> {
    const found = new Map<string, string | undefined>();
    for (const { ids, index } of this.left.filter((batch) => batch.tenantId === tenantId))
      for (const id of ids) if (found.get(id) === undefined) found.set(id, index);
    return found;
  }

  /** Those of earlier runs that were sent before. */
  async forget(before: number): Promise<void> {
    const old = this.left.filter(({ sent }) => sent < before);
    if (old.length === 0) return;
    await this.documents.bulk(old.map(({ batch }): BulkLine => ({ remove: nameOf(batch) })));
    this.left = this.left.filter((batch) => !old.includes(batch));
  }
}

function nameOf(batch: number): string {
  return `batch/${batch}`;
}
