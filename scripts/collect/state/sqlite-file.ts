import { DatabaseSync } from 'node:sqlite';
import { SCHEMA, VERSION } from './sqlite-schema';
import { StateError } from './state-error';

/** `O365` as a number: says in the file's header whose it is. */
const APPLICATION = 0x4f333635;

/**
 * WAL with synchronous=FULL: what was committed outlives kill -9 and a power cut. With NORMAL a power cut could take back
 * the last acknowledged batches; were the data stream to roll over before they are delivered again, they would double.
 * EXCLUSIVE: one process at a time; the lock goes with the process, however it ends.
 */
const PRAGMAS = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA cache_size = -4096;
  PRAGMA mmap_size = 0;
  PRAGMA temp_store = MEMORY;
  PRAGMA wal_autocheckpoint = 2000;
  PRAGMA journal_size_limit = 16777216;
  BEGIN EXCLUSIVE;
  COMMIT;`;

/**
 * Opens the file, or makes it; an empty one counts as new, as a process that was killed while it made one leaves it so.
 *
 * @throws StateError
 */
export function openFile(path: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: 0 });
    database.exec(PRAGMAS);
    prepare(database, path);
    return database;
  } catch (error) {
    if (database?.isOpen === true) database.close();
    throw stateErrorOf(error, path);
  }
}

function prepare(database: DatabaseSync, path: string): void {
  const number = (sql: string): number => Number(Object.values(database.prepare(sql).get() ?? {})[0]);
  const check = Object.values(database.prepare('PRAGMA quick_check(1)').get() ?? {})[0];
  if (check !== 'ok') throw damaged(path, String(check));
  const application = number('PRAGMA application_id');
  const version = number('PRAGMA user_version');
  if (application === 0 && version === 0 && number('SELECT count(*) FROM sqlite_schema') === 0) {
    database.exec(
      `BEGIN; ${SCHEMA} PRAGMA application_id = ${APPLICATION}; PRAGMA user_version = ${VERSION}; COMMIT;`,
    );
    return;
  }
  if (application !== APPLICATION) throw damaged(path, 'it is a SQLite file of another program');
  if (version !== VERSION)
    throw new StateError(
      'STATE_NEWER',
      `the state ${path} has the format ${version}; this collector knows the format ${VERSION} only`,
      'Update the collector, or name another file in state.file.',
    );
}

function damaged(path: string, how: string, cause?: unknown): StateError {
  return new StateError(
    'STATE_DAMAGED',
    `the state ${path} is damaged: ${how}`,
    `Move the file away (with its -wal file, if there is one) and start again: the collector then begins backlog_hours ago; ` +
      `records that are in Elasticsearch already are not written twice, unless the data stream rolled over since.`,
    { cause },
  );
}

interface SqliteError {
  readonly errcode: number;
  readonly errstr: string;
}

function isSqliteError(error: unknown): error is SqliteError {
  return typeof error === 'object' && error !== null && 'errcode' in error && 'errstr' in error;
}

const BUSY = [5, 6];
const DAMAGED = [11, 26];

/** What SQLite says, for people; what is no error of SQLite stays as it is. */
export function stateErrorOf(error: unknown, path: string): unknown {
  if (!isSqliteError(error)) return error;
  // The rest of the number says more than is needed here.
  const code = error.errcode & 0xff;
  if (DAMAGED.includes(code)) return damaged(path, error.errstr, error);
  if (BUSY.includes(code))
    return new StateError(
      'STATE_IN_USE',
      `the state ${path} is in use by another process`,
      'Two collectors cannot share a state: end the other one, or give each its own state.file and tenants.',
      { cause: error },
    );
  return new StateError(
    'STATE_UNREADABLE',
    `the state ${path} cannot be read and written: ${error.errstr}`,
    'See that its folder is there, has room left, and that the user of the collector may write to the file and the folder.',
    { cause: error },
  );
}
