import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import type { Emission } from '../emission';
import { LabelFile, writeFile, writeLines } from '.';

const folder = mkdtempSync(join(tmpdir(), 'lines-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function* records(count: number): Generator<Emission> {
  for (let n = 0; n < count; n += 1) {
    const text = `{"Id":"${n}","Name":"Zoë ${'x'.repeat(80)}"}`;
    yield { occurred: n, arrival: n * 1000, stream: 'o365.audit', text };
  }
}

test('a file has a record a line, and progress is told', async () => {
  const file = join(folder, 'log.ndjson');
  const progress: number[] = [];
  const written = await writeFile(file, records(50_000), {
    onProgress: (count) => {
      progress.push(count);
    },
  });
  expect(written).toEqual({ records: 50_000, closed: false });
  const lines = readFileSync(file, 'utf8').split('\n');
  expect(lines).toHaveLength(50_001);
  expect(JSON.parse(lines[49_999] ?? '')).toMatchObject({ Id: '49999' });
  expect(progress).toEqual([20_000, 40_000]);
});

test('an envelope says arrival and stream', async () => {
  const file = join(folder, 'envelope.ndjson');
  await writeFile(file, records(2), { form: 'envelope' });
  expect(JSON.parse(readFileSync(file, 'utf8').split('\n')[1] ?? '')).toMatchObject({
    arrival: '1970-01-01T00:00:01.000Z',
    stream: 'o365.audit',
    record: { Id: '1' },
  });
});

test('a reader that goes away is a clean end, and no more records are made', async () => {
  let made = 0;
  const counted = function* (): Generator<Emission> {
    for (const record of records(1_000_000)) {
      made += 1;
      yield record;
    }
  };
  let chunks = 0;
  const pipe = new Writable({
    write(_chunk, _encoding, done) {
      chunks += 1;
      done(chunks < 3 ? null : Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    },
  });
  const written = await writeLines(pipe, 'the pipe', counted());
  expect(written.closed).toBe(true);
  expect(made).toBeLessThan(20_000);
  expect(written.records).toBe(made);
});

test('waits for a slow reader: one chunk is held', async () => {
  const pipe = new PassThrough({ highWaterMark: 1024 });
  let made = 0;
  const counted = function* (): Generator<Emission> {
    for (const record of records(30_000)) {
      made += 1;
      yield record;
    }
  };
  const writing = writeLines(pipe, 'the pipe', counted());
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(made).toBeLessThan(10_000);
  pipe.resume();
  expect(await writing).toEqual({ records: 30_000, closed: false });
});

const onLinux = existsSync('/dev/full') ? test : test.skip;

onLinux('a full disk is told as such', async () => {
  await expect(writeFile('/dev/full', records(10_000))).rejects.toMatchObject({
    name: 'OutputError',
    code: 'OUTPUT_DISK_FULL',
  });
  using labels = new LabelFile('/dev/full');
  labels.add({ record: '1', story: 's', step: 't', rules: [] });
  expect(() => {
    labels.flush();
  }).toThrow(/no space left/);
});

test('a file that cannot be opened', async () => {
  await expect(writeFile(join(folder, 'no', 'log'), records(1))).rejects.toMatchObject({
    code: 'OUTPUT_NOT_WRITABLE',
  });
});

test('what goes wrong while records are made is not blamed on the file', async () => {
  const failing = function* (): Generator<Emission> {
    yield* records(1);
    throw new RangeError('no such rate');
  };
  await expect(writeFile(join(folder, 'half'), failing())).rejects.toThrow(RangeError);
});

test('labels are a line each', () => {
  const file = join(folder, 'labels');
  {
    using labels = new LabelFile(file);
    labels.add({ record: '1', story: 's', step: 't', rules: ['r'] });
    labels.flush();
    expect(labels.count).toBe(1);
  }
  expect(readFileSync(file, 'utf8')).toBe('{"record":"1","story":"s","step":"t","rules":["r"]}\n');
});
