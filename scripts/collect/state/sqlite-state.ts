import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { OpenState } from './state-parts';
import { openFile, stateErrorOf } from './sqlite-file';
import { SqliteLedger } from './sqlite-ledger';
import type { LaneKey, Sending, WorkloadTimes } from './state-store';

type Row = Readonly<Record<string, number | string | null>>;

/**
 * The state in a SQLite file of this computer; `:memory:` for tests.
 *
 * @throws StateError
 */
export function openSqliteState(path: string): OpenState {
  const database = openFile(path);
  return new SqliteState(database, path);
}

/** Every call is one transaction; none is left half done. */
class SqliteState implements OpenState {
  /** Nobody can take a file away from the process that has it open. */
  readonly lost = new AbortController().signal;
  #ledger: SqliteLedger;
  /** A call failed, so that what the ledger has in memory may not be what is in the file. */
  #failed = false;
  readonly #tenants = new Map<string, number>();
  /** Blobs that the next transaction saves. */
  #done: [lane: LaneKey, contentId: string, created: number][] = [];
  #saving: Promise<void> | undefined;

  constructor(
    private readonly database: DatabaseSync,
    private readonly path: string,
  ) {
    this.#ledger = new SqliteLedger(database);
  }

  cursor(lane: LaneKey): Promise<number | undefined> {
    return this.#do(() => this.#laneTime(lane, 'cursor'));
  }

  moveCursor(lane: LaneKey, cursor: number, forgetBlobs: number): Promise<void> {
    return this.#do(() => {
      this.#saveLaneTime(lane, 'cursor', cursor);
      this.#run(
        'DELETE FROM blobs WHERE tenant = ? AND content_type = ? AND created < ?',
        ...this.#keys(lane),
        forgetBlobs,
      );
    });
  }

  subscriptionStart(lane: LaneKey): Promise<number | undefined> {
    return this.#do(() => this.#laneTime(lane, 'subscription_start'));
  }

  saveSubscriptionStart(lane: LaneKey, at: number): Promise<void> {
    return this.#do(() => {
      this.#saveLaneTime(lane, 'subscription_start', at);
    });
  }

  doneBlobs(lane: LaneKey, contentIds: readonly string[]): Promise<ReadonlySet<string>> {
    return this.#do(() => {
      const found = this.database.prepare(
        'SELECT 1 FROM blobs WHERE tenant = ? AND content_type = ? AND id = ?',
      );
      const keys = this.#keys(lane);
      return new Set(contentIds.filter((id) => found.get(...keys, id) !== undefined));
    });
  }

  blobDone(lane: LaneKey, contentId: string, created: number): Promise<void> {
    this.#done.push([lane, contentId, created]);
    this.#saving ??= this.#saveDone();
    return this.#saving;
  }

  knownIds(tenantId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
    return this.#do(() => this.#ledger.known(this.#tenant(tenantId), ids));
  }

  sending(batch: Sending, at: number): Promise<number> {
    return this.#do(() => this.#ledger.sending(this.#tenant(batch.tenantId), batch, at));
  }

  acknowledge(batch: number, at: number): Promise<void> {
    return this.#do(() => {
      this.#ledger.acknowledge(batch, at);
    });
  }

  unsettled(tenantId: string): Promise<ReadonlyMap<string, string | undefined>> {
    return this.#do(() => this.#ledger.unsettled(this.#tenant(tenantId)));
  }

  lastIndex(): Promise<string | undefined> {
    return this.#do(() => this.#all('SELECT name FROM last_index')[0]?.['name'] as string | undefined);
  }

  saveLastIndex(index: string): Promise<void> {
    return this.#do(() => {
      this.#run('INSERT OR REPLACE INTO last_index VALUES (1, ?)', index);
    });
  }

  forgetIds(before: number): Promise<void> {
    return this.#do(() => {
      this.#ledger.forget(before);
    });
  }

  workloads(lane: LaneKey): Promise<ReadonlyMap<string, WorkloadTimes>> {
    return this.#do(() => {
      const rows = this.#all(
        'SELECT * FROM workloads WHERE tenant = ? AND content_type = ?',
        ...this.#keys(lane),
      );
      return new Map(
        rows.map(({ workload, last_event: lastEvent, last_arrival: lastArrival }) => [
          String(workload),
          { lastEvent: lastEvent === null ? undefined : Number(lastEvent), lastArrival: Number(lastArrival) },
        ]),
      );
    });
  }

  saveWorkloads(lane: LaneKey, workloads: ReadonlyMap<string, WorkloadTimes>): Promise<void> {
    return this.#do(() => {
      const keys = this.#keys(lane);
      this.#run('DELETE FROM workloads WHERE tenant = ? AND content_type = ?', ...keys);
      for (const [name, { lastEvent, lastArrival }] of workloads)
        this.#run(
          'INSERT INTO workloads VALUES (?, ?, ?, ?, ?)',
          ...keys,
          name,
          lastEvent ?? null,
          lastArrival,
        );
    });
  }

  pimAlerts(tenantId: string): Promise<ReadonlyMap<string, string>> {
    return this.#do(() => {
      const rows = this.#all(
        'SELECT alert, version FROM pim_alerts WHERE tenant = ?',
        this.#tenant(tenantId),
      );
      return new Map(rows.map(({ alert, version }) => [String(alert), String(version)]));
    });
  }

  savePimAlert(tenantId: string, alertId: string, version: string): Promise<void> {
    return this.#do(() => {
      this.#run(
        'INSERT OR REPLACE INTO pim_alerts VALUES (?, ?, ?)',
        this.#tenant(tenantId),
        alertId,
        version,
      );
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    if (this.database.isOpen) this.database.close();
    return Promise.resolve();
  }

  /** Many small blobs are done by one answer of Elasticsearch: one transaction, for each has to wait for the disk. */
  async #saveDone(): Promise<void> {
    // The others whose promises were fulfilled together with the first one's come before.
    await Promise.resolve();
    const done = this.#done;
    this.#done = [];
    this.#saving = undefined;
    await this.#do(() => {
      for (const [lane, contentId, created] of done)
        this.#run(
          'INSERT OR REPLACE INTO blobs VALUES (?, ?, ?, ?)',
          ...this.#keys(lane),
          contentId,
          created,
        );
    });
  }

  /** @throws StateError by the promise */
  #do<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      try {
        if (this.#failed) this.#ledger = new SqliteLedger(this.database, this.#ledger.first);
        this.#failed = false;
        this.database.exec('BEGIN');
        const result = work();
        this.database.exec('COMMIT');
        resolve(result);
      } catch (error) {
        this.#failed = true;
        if (this.database.isOpen && this.database.isTransaction) this.database.exec('ROLLBACK');
        this.#tenants.clear();
        const known = stateErrorOf(error, this.path);
        reject(known instanceof Error ? known : new Error(String(known)));
      }
    });
  }

  #tenant(id: string): number {
    let number = this.#tenants.get(id);
    if (number === undefined) {
      this.#run('INSERT OR IGNORE INTO tenants (id) VALUES (?)', id);
      number = Number(this.#all('SELECT tenant FROM tenants WHERE id = ?', id)[0]?.['tenant']);
      this.#tenants.set(id, number);
    }
    return number;
  }

  #keys({ tenantId, contentType }: LaneKey): [number, string] {
    return [this.#tenant(tenantId), contentType];
  }

  #laneTime(lane: LaneKey, column: 'cursor' | 'subscription_start'): number | undefined {
    const [row] = this.#all(
      `SELECT ${column} AS time FROM lanes WHERE tenant = ? AND content_type = ?`,
      ...this.#keys(lane),
    );
    return typeof row?.['time'] === 'number' ? row['time'] : undefined;
  }

  #saveLaneTime(lane: LaneKey, column: 'cursor' | 'subscription_start', time: number): void {
    this.#run(
      `INSERT INTO lanes (tenant, content_type, ${column}) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET ${column} = excluded.${column}`,
      ...this.#keys(lane),
      time,
    );
  }

  #run(sql: string, ...values: SQLInputValue[]): void {
    this.database.prepare(sql).run(...values);
  }

  #all(sql: string, ...values: SQLInputValue[]): readonly Row[] {
    return this.database.prepare(sql).all(...values) as unknown as Row[];
  }
}
