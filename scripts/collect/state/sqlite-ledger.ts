import type { DatabaseSync } from 'node:sqlite';
import { RecentKeys, SWEPT_PER_SLICE } from './recent-keys';
import { recordKey } from './record-key';
import type { Sending } from './state-store';

/** Keys that are kept in memory, some 10 MB. */
const RECENT = 65_536;

interface Batch {
  readonly batch: number;
  readonly tenant: number;
  readonly ids: string;
  readonly backing_index: string | null;
  readonly acknowledged: number | null;
}

/** Tables of the records that Elasticsearch has, and of those under way. Not to be used on after a call that threw. */
export class SqliteLedger {
  readonly #recent = new RecentKeys();
  readonly #find;
  readonly #add;
  readonly #begin;
  readonly #batch;
  readonly #acknowledge;
  readonly #end;
  readonly #earlier;
  /** The first batch of this run. */
  readonly first: number;

  constructor(
    private readonly database: DatabaseSync,
    first?: number,
  ) {
    const prepare = database.prepare.bind(database);
    this.#find = prepare('SELECT 1 FROM ledger WHERE key = ? AND tenant = ?');
    this.#add = prepare('INSERT OR REPLACE INTO ledger VALUES (?, ?, ?)');
    this.#begin = prepare('INSERT INTO batches (tenant, ids, backing_index, sent) VALUES (?, ?, ?, ?)');
    this.#batch = prepare('SELECT * FROM batches WHERE batch = ? AND acknowledged IS NULL');
    this.#acknowledge = prepare('UPDATE batches SET acknowledged = ? WHERE batch = ?');
    this.#end = prepare('DELETE FROM batches WHERE batch = ?');
    this.#earlier = prepare(
      'SELECT * FROM batches WHERE tenant = ? AND batch < ? AND acknowledged IS NULL ORDER BY batch',
    );
    const last = prepare('SELECT seq FROM sqlite_sequence').get() as { seq: number } | undefined;
    this.first = first ?? (last?.seq ?? 0) + 1;
    const acknowledged = prepare(
      'SELECT * FROM batches WHERE acknowledged IS NOT NULL ORDER BY acknowledged',
    );
    for (const row of acknowledged.iterate()) this.#remember(row as unknown as Batch);
  }

  known(tenant: number, ids: readonly string[]): Set<string> {
    return new Set(ids.filter((id) => this.#isKnown(tenant, recordKey(id))));
  }

  sending(tenant: number, { ids, index }: Sending, at: number): number {
    return Number(this.#begin.run(tenant, JSON.stringify(ids), index ?? null, at).lastInsertRowid);
  }

  /** To be called in a transaction. A batch that was acknowledged before is left alone. */
  acknowledge(batch: number, at: number): void {
    const row = this.#batch.get(batch) as Batch | undefined;
    if (!row) return;
    this.#acknowledge.run(at, batch);
    this.#remember({ ...row, acknowledged: at });
    while (this.#recent.size > RECENT) this.#settle(this.#recent.next());
  }

  unsettled(tenant: number): Map<string, string | undefined> {
    const found = new Map<string, string | undefined>();
    for (const { ids, backing_index: index } of this.#earlier.all(tenant, this.first) as unknown as Batch[])
      // Of several attempts the first counts: it is the oldest document that a later one could double.
      for (const id of JSON.parse(ids) as string[])
        if (found.get(id) === undefined) found.set(id, index ?? undefined);
    for (const id of this.known(tenant, [...found.keys()])) found.delete(id);
    return found;
  }

  /** To be called in a transaction. */
  forget(before: number): void {
    const { next } = this.database.prepare('SELECT next FROM forgetting').get() as { next: number };
    this.#settle(Math.floor(next / SWEPT_PER_SLICE));
    const from = Buffer.from([next]);
    const to = next < 255 ? Buffer.from([next + 1]) : Buffer.alloc(17, 0xff);
    this.database
      .prepare('DELETE FROM ledger WHERE key >= ? AND key < ? AND acknowledged < ?')
      .run(from, to, before);
    this.database
      .prepare('DELETE FROM batches WHERE batch < ? AND sent < ? AND acknowledged IS NULL')
      .run(this.first, before);
    this.database.prepare('UPDATE forgetting SET next = ?').run((next + 1) % 256);
  }

  #isKnown(tenant: number, key: Buffer): boolean {
    return this.#recent.has(key, tenant) || this.#find.get(key, tenant) !== undefined;
  }

  #remember({ batch, tenant, ids, acknowledged }: Batch): void {
    const keys = (JSON.parse(ids) as string[]).map(recordKey);
    this.#recent.add(batch, tenant, keys, acknowledged ?? 0);
  }

  /** Puts a slice of the recent keys into the table. */
  #settle(slice: number): void {
    for (const { key, tenant, acknowledged } of this.#recent.take(slice))
      this.#add.run(key, tenant, acknowledged);
    for (const batch of this.#recent.takeBatches()) this.#end.run(batch);
  }
}
