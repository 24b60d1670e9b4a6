import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqliteState } from './sqlite-state';
import { checkAgainstModel } from '../../testing/state-model';
import type { OpenState } from './state-parts';

const TENANT = '00000000-0000-4000-8000-000000000001';
const LANE = { tenantId: TENANT, contentType: 'Audit.Exchange' } as const;
const guid = (place: number): string => `${place.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
const many = Array.from({ length: 5000 }, (_, place) => guid(place * 800_000));

let folder: string;
let opened: OpenState[] = [];
const open = (name = 'state.sqlite'): OpenState => {
  const state = openSqliteState(join(folder, name));
  opened.push(state);
  return state;
};
const closeAll = async (): Promise<void> => {
  for (const state of opened) await state[Symbol.asyncDispose]();
  opened = [];
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-'));
});
afterEach(async () => {
  await closeAll();
  rmSync(folder, { recursive: true });
});

async function filled(): Promise<string> {
  const state = open();
  for (let from = 0; from < many.length; from += 100) {
    const ids = many.slice(from, from + 100);
    await state.acknowledge(await state.sending({ tenantId: TENANT, ids, index: 'a' }, 1000), 1);
  }
  await closeAll();
  return join(folder, 'state.sqlite');
}

test('does what a plain model does, also when it is closed and opened in between', async () => {
  let files = 0;
  await checkAgainstModel(
    () => {
      const name = `${files++}.sqlite`;
      return () => Promise.resolve(open(name));
    },
    60,
    30,
  );
}, 60_000);

test('forgets blobs before a time, and records part by part', async () => {
  const state = open();
  await state.blobDone(LANE, 'old', 10);
  await state.blobDone(LANE, 'new', 20);
  await state.moveCursor(LANE, 30, 20);
  expect(await state.doneBlobs(LANE, ['old', 'new'])).toEqual(new Set(['new']));
  await state.acknowledge(
    await state.sending({ tenantId: TENANT, ids: many.slice(0, -1), index: 'a' }, 1000),
    10,
  );
  await state.acknowledge(
    await state.sending({ tenantId: TENANT, ids: many.slice(-1), index: 'a' }, 1000),
    20,
  );
  await state.forgetIds(20);
  const left = await state.knownIds(TENANT, many);
  expect(left.size).toBeGreaterThan(4800);
  expect(left.size).toBeLessThan(5000);
  for (let part = 1; part < 256; part += 1) await state.forgetIds(20);
  expect(await state.knownIds(TENANT, many)).toEqual(new Set(many.slice(-1)));
});

test('blobs that are done at the same time are on disk when their promises are fulfilled', async () => {
  const state = open();
  const general = { ...LANE, contentType: 'Audit.General' } as const;
  await Promise.all(['a', 'b', 'c'].map((id) => state.blobDone(LANE, id, 10)));
  await Promise.all([state.blobDone(LANE, 'd', 10), state.blobDone(general, 'e', 10)]);
  await closeAll();
  const again = open();
  expect(await again.doneBlobs(LANE, ['a', 'b', 'c', 'd', 'e'])).toEqual(new Set(['a', 'b', 'c', 'd']));
  expect(await again.doneBlobs(general, ['d', 'e'])).toEqual(new Set(['e']));
});

test('each of the blobs that cannot be saved together is told so', async () => {
  const state = open();
  await closeAll();
  const told = await Promise.allSettled([state.blobDone(LANE, 'a', 10), state.blobDone(LANE, 'b', 10)]);
  expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

test('what an earlier run was sending is forgotten in time, what this run is sending is not', async () => {
  await open().sending({ tenantId: TENANT, ids: ['a'], index: 'i' }, 1000);
  await closeAll();
  const state = open();
  const batch = await state.sending({ tenantId: TENANT, ids: ['b'], index: 'i' }, 1000);
  expect(await state.unsettled(TENANT)).toEqual(new Map([['a', 'i']]));
  await state.forgetIds(2000);
  expect(await state.unsettled(TENANT)).toEqual(new Map());
  await state.acknowledge(batch, 3000);
  expect(await state.knownIds(TENANT, ['a', 'b'])).toEqual(new Set(['b']));
});

test('a second collector on the state is told so, until the first one ends', async () => {
  open();
  expect(() => open()).toThrow(expect.objectContaining({ code: 'STATE_IN_USE' }) as Error);
  await closeAll();
  expect(() => open()).not.toThrow();
});

test.each<[string, string, (file: string) => void]>([
  ['not SQLite', 'STATE_DAMAGED', (file) => writeFileSync(file, 'id,time\n'.repeat(500))],
  ['truncated', 'STATE_DAMAGED', (file) => truncateSync(file, 40_960)],
  [
    'random bytes in the middle',
    'STATE_DAMAGED',
    (file) => {
      const bytes = readFileSync(file);
      randomBytes(20_000).copy(bytes, bytes.length / 2);
      writeFileSync(file, bytes);
    },
  ],
  [
    'of another program',
    'STATE_DAMAGED',
    (file) => {
      rmSync(file);
      const other = new DatabaseSync(file);
      other.exec('CREATE TABLE t (a)');
      other.close();
    },
  ],
  [
    'newer',
    'STATE_NEWER',
    (file) => {
      const newer = new DatabaseSync(file);
      newer.exec('PRAGMA user_version = 2');
      newer.close();
    },
  ],
])('a file that is %s: %s', async (_, code, harm) => {
  harm(await filled());
  expect(() => open()).toThrow(
    expect.objectContaining({ code, hint: expect.stringMatching(/Move|Update/) as string }) as Error,
  );
});

test('an empty file is a new state', async () => {
  writeFileSync(join(folder, 'state.sqlite'), '');
  expect(await open().cursor(LANE)).toBeUndefined();
});

test.each([
  ['in a folder that is not there', 'missing/state.sqlite'],
  ['a folder', '.'],
])('a file that is %s cannot be read', (_, name) => {
  expect(() => open(name)).toThrow(expect.objectContaining({ code: 'STATE_UNREADABLE' }) as Error);
});

/** Runs until it has told of so many records that the ledger has. */
async function killedAfter(count: number, file: string, round: number): Promise<string[]> {
  const child = spawn(process.execPath, [
    ...['-r', 'ts-node/register/transpile-only', join(__dirname, '../../testing/acknowledge-forever.ts')],
    ...[file, String(round)],
  ]);
  const ended = new Promise((resolve) => child.on('close', resolve));
  let told = '';
  let inUse: unknown;
  child.stdout.on('data', (piece: Buffer) => {
    told += piece.toString();
    if (told.split('\n').length <= count || child.killed) return;
    try {
      openSqliteState(file);
    } catch (error) {
      inUse = error;
    }
    child.kill('SIGKILL');
  });
  await ended;
  expect(inUse).toMatchObject({ code: 'STATE_IN_USE' });
  return told.split('\n').slice(0, -1);
}

test('kill -9 loses nothing that was acknowledged, and frees the state', async () => {
  const file = join(folder, 'state.sqlite');
  for (let round = 0; round < 3; round += 1) {
    const told = await killedAfter(20 + round * 7, file, round);
    const state = open();
    expect(await state.knownIds(TENANT, told)).toEqual(new Set(told));
    expect(await state.cursor(LANE)).toBeGreaterThanOrEqual(told.length);
    // At most the record that was under way.
    expect((await state.unsettled(TENANT)).size).toBeLessThanOrEqual(round + 1);
    await closeAll();
  }
}, 120_000);
