import { resolve } from 'node:path';
import { ContentError } from '../../base/errors';
import { loadPack } from '../../content';
import { generateLog, logLine, readProfile } from '../../generate';
import type { Emission, LineForm } from '../../generate';
import { readLag } from './lag';
import { readLog } from './read-log';

const { streams } = loadPack(resolve(__dirname, '../../..'));
const MINUTE = 60_000;

/** Cut in odd places, as a pipe cuts; a letter of two bytes too. */
async function* piecesOf(text: string, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

type Options = Partial<Parameters<typeof readLog>[2]> & { readonly size?: number };

async function read(text: string, { size, ...options }: Options = {}): Promise<Emission[]> {
  const log: Emission[] = [];
  for await (const emission of readLog(streams, piecesOf(text, size), { file: 'log.ndjson', ...options })) {
    log.push(emission);
  }
  return log;
}

const raw = (id: string, time: string): string =>
  `{"Id":"${id}","CreationTime":"${time}","UserId":"Jörg@contoso.com"}`;
const envelope = (id: string, time: string, arrival: string): string =>
  `{"arrival":"${arrival}","stream":"o365.audit","record":${raw(id, time)}}`;
const ids = (log: readonly Emission[]): string[] =>
  log.map(({ text }) => (JSON.parse(text) as { Id: string }).Id);

describe('a given log', () => {
  const generated = [...generateLog(readProfile(undefined, { users: 20, days: 1, seed: 3 }))];
  const written = (form: LineForm): string => generated.map((emission) => logLine(emission, form)).join('');
  const told = ({ stream, text }: Emission): string => `${stream} ${text}`;

  test('is what was generated, times and texts, where it comes in envelopes', async () => {
    const log = await read(written('envelope'), { held: 10 });
    expect(generated.length).toBeGreaterThan(500);
    expect(new Set(generated.map(({ stream }) => stream)).size).toBe(5);
    expect(log.map(({ arrival }) => arrival)).toEqual(generated.map(({ arrival }) => arrival));
    expect(log.map(told)).toEqual(generated.map(told));
    // Office 365 says the second of a record only.
    expect(log.every(({ occurred }, at) => Math.abs(occurred - (generated[at]?.occurred ?? 0)) < 1000)).toBe(
      true,
    );
  });

  test('has its streams by the shape of raw records, and arrives as late as the services deliver', async () => {
    const log = await read(written('raw'));
    expect(log.map(told).sort()).toEqual(generated.map(told).sort());
    const delays = log
      .filter(({ stream }) => stream === 'o365.audit')
      .map(({ arrival, occurred }) => arrival - occurred);
    const typical = delays.filter((delay) => delay >= 60 * MINUTE && delay <= 90 * MINUTE);
    expect(typical.length / delays.length).toBeGreaterThan(0.9);
    expect(Math.max(...delays)).toBeGreaterThan(90 * MINUTE);
    expect(await read(written('raw'))).toEqual(log);
  });

  test('arrives with --lag that much later, whatever its envelopes say', async () => {
    const line = envelope('a', '2026-03-02T10:00:00', '2026-03-02T11:00:00Z');
    const [late] = await read(line, { latencies: readLag('15m') });
    expect(late?.arrival).toBe(Date.parse('2026-03-02T10:15:00Z'));
    const lines = Array.from({ length: 50 }, (_, at) => raw(String(at), '2026-03-02T10:00:00')).join('\n');
    const spread = (await read(lines, { latencies: readLag('10m-20m') })).map(
      (one) => one.arrival - one.occurred,
    );
    expect(Math.min(...spread)).toBeGreaterThanOrEqual(10 * MINUTE);
    expect(Math.max(...spread)).toBeLessThanOrEqual(20 * MINUTE);
    expect(new Set(spread).size).toBeGreaterThan(40);
  });

  test('is put in order of arrival within what is held, and refused beyond', async () => {
    const at = (minute: number): string => `2026-03-02T10:${String(minute).padStart(2, '0')}:00Z`;
    const lines = [3, 1, 2, 5, 4].map((minute) =>
      envelope(String(minute), '2026-03-02T09:00:00', at(minute)),
    );
    expect(ids(await read(lines.join('\r\n')))).toEqual(['1', '2', '3', '4', '5']);
    expect(ids(await read(lines.join('\n\n'), { held: 2 }))).toEqual(['1', '2', '3', '4', '5']);
    await expect(read([...lines, lines[1] ?? ''].join('\n'), { held: 2 })).rejects.toMatchObject({
      problems: [{ code: 'LOG_OUT_OF_ORDER', location: { file: 'log.ndjson', line: 6 } }],
    });
  });

  test('has the record of an envelope in any form, with all digits of its numbers', async () => {
    const record = '{"Id": "a", "CreationTime": "2026-03-02T10:00:00", "n": 12345678901234567890, "d": 1.0}';
    const [first] = await read(
      `{"record": ${record}, "stream": "o365.audit", "arrival": "2026-03-02T11:00:00Z"}`,
    );
    expect(first?.text).toContain('12345678901234567890');
    const more = `{"arrival":"2026-03-02T11:00:00Z","stream":"o365.audit","record":{"Id":"b"},"note":1}`;
    expect((await read(more))[0]).toMatchObject({
      text: '{"Id":"b"}',
      occurred: Date.parse('2026-03-02T11:00:00Z'),
    });
  });

  const good = raw('a', '2026-03-02T10:00:00');
  test.each<[string, string, string, RegExp]>([
    ['a line that was cut off', good.slice(0, 20), 'LOG_MALFORMED_LINE', /no JSON/],
    ['a list', '[1]', 'LOG_MALFORMED_LINE', /no JSON object/],
    ['a record of no stream', '{"Id":"a","When":"now"}', 'LOG_UNKNOWN_RECORD', /shape of no stream/],
    ['a time that is none', raw('a', 'yesterday'), 'LOG_UNKNOWN_RECORD', /shape of no stream/],
    ['an arrival that is none', envelope('a', '2026-03-02T10:00:00', 'soon'), 'LOG_BAD_ARRIVAL', /no time/],
    [
      'an unknown stream',
      '{"arrival":"2026-03-02T10:00:00Z","stream":"o365.audits","record":{}}',
      'LOG_UNKNOWN_STREAM',
      /no such stream/,
    ],
    [
      'an envelope around a text',
      '{"arrival":"2026-03-02T10:00:00Z","stream":"o365.audit","record":"x"}',
      'LOG_MALFORMED_LINE',
      /no JSON object/,
    ],
  ])('names the line of %s', async (_, line, code, message) => {
    const error: unknown = await read(`${good}\n\n${line}\n`).catch((reason: unknown) => reason);
    if (!(error instanceof ContentError)) throw error;
    const [problem] = error.problems;
    expect(problem).toMatchObject({ code, location: { file: 'log.ndjson', line: 3, column: 1 } });
    expect(problem?.message).toMatch(message);
    expect(problem?.found).toBeDefined();
    expect(problem?.expected).toBeDefined();
  });

  test('has no line without end', async () => {
    const text = `${good}\n${'x'.repeat(17 * 1024 * 1024)}`;
    await expect(read(text, { size: 4 * 1024 * 1024 })).rejects.toMatchObject({
      problems: [{ code: 'LOG_LONG_LINE', location: { line: 2 } }],
    });
  });
});

test.each(['-5m', '5', 'soon', '90m-60m', '1h-2h-3h', '40d', ''])('--lag %s is refused', (text) => {
  expect(() => readLag(text)).toThrow(/CALL_BAD_LAG/);
});
