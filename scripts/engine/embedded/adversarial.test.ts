import { join } from 'node:path';
import { loadPack } from '../../content';
import type { JsonObject } from '../../base/json';
import { createEmbeddedEngine } from '.';
import { adversarialRecords } from '../../testing/adversarial-records';
import type { StoredDocument } from '../../query-dsl/types';

const { streams } = loadPack(join(__dirname, '..', '..', '..'));

const ORDINARY = ['before', 'after'].map((Id) =>
  JSON.stringify({ Id, CreationTime: '2026-03-10T11:42:18', Operation: 'Send', UserId: 'a.lee@contoso.com' }),
);

/**
 * CPU time that a batch of three records may cost, seconds. On a quiet machine the worst takes half a second; a shared
 * one is several times slower at times, and what is quadratic takes minutes.
 */
const LIMIT = 3;

/** Stores a batch of raw records; returns documents in order of arrival, and the CPU seconds it took. */
async function store(messages: readonly string[]): Promise<{ documents: StoredDocument[]; seconds: number }> {
  const stream = streams.get('o365.audit');
  if (!stream) throw new Error('no stream o365.audit');
  await using engine = await createEmbeddedEngine().start();
  const { name, mapping, settings, pipelines, defaultPipeline } = stream;
  await engine.install([{ name, mapping, settings, pipelines, defaultPipeline }]);
  const before = process.cpuUsage();
  const arrival = Date.UTC(2026, 2, 10, 12);
  const results = await engine.ingest(
    messages.map((message) => ({ stream: name, source: { message }, arrival })),
  );
  const { user } = process.cpuUsage(before);
  expect(results).toEqual(results.map(() => expect.objectContaining({ kind: 'created' }) as unknown));
  return { documents: [...(await engine.documents(name))], seconds: user / 1_000_000 };
}

test('numbers keep every digit', async () => {
  const record = adversarialRecords().find(({ name }) => name === 'numbers that a double cannot hold');
  const { documents } = await store([record?.text ?? '']);
  const { audit } = documents[0]?.source['o365'] as JsonObject;
  expect(JSON.stringify(audit)).toBe(
    '{"CreationTime":"2026-03-10T11:42:18","RecordType":"2","UserId":"a.lee@contoso.com",' +
      '"A":"9007199254740993","B":"1.0","C":"Infinity","D":"-0.0","E":"123456789012345678901234567890",' +
      '"F":"0.1","Item":{"SizeInBytes":9007199254740993}}',
  );
});

describe('a hostile record among ordinary ones', () => {
  const alone = store(ORDINARY);

  test.each(adversarialRecords())('$name: $fate', async ({ text, fate }) => {
    const [before = '', after = ''] = ORDINARY;
    const { documents, seconds } = await store([before, text, after]);
    const [first, hostile, last] = documents;
    expect([first, last]).toEqual((await alone).documents);
    const { kind } = hostile?.source['event'] as JsonObject;
    expect(kind).toBe(fate === 'stored' ? 'event' : 'pipeline_error');
    expect(seconds).toBeLessThan(LIMIT);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
