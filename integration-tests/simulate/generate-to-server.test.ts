import { resolve } from 'node:path';
import { loadPack } from '../../scripts/content';
import { writeElasticsearch } from '../../scripts/generate';
import type { Emission, Written } from '../../scripts/generate';
import { installStreams } from './installed-log';
import type { InstalledStreams } from './installed-log';
import { startProxy } from './proxy';
import type { Instead } from './proxy';
import { tenantLog } from './tenant-log';

const pack = loadPack(resolve(__dirname, '../..'));
const log = [...tenantLog(pack, { users: 30, days: 1, seed: 7 }).log];

describe('npm run generate -- --url, to a real Elasticsearch', () => {
  let installed: InstalledStreams;

  beforeEach(async () => {
    installed = await installStreams(pack);
  });

  afterEach(() => installed[Symbol.asyncDispose]());

  async function send(emissions: Iterable<Emission>, instead?: Instead): Promise<Written> {
    await using proxy = await startProxy(instead);
    const { ELASTICSEARCH_USERNAME: username, ELASTICSEARCH_PASSWORD: password } = process.env;
    const indexOf = (stream: string): string => installed.prefix + (pack.streams.get(stream)?.name ?? '');
    return await writeElasticsearch({ url: proxy.url, username, password }, emissions, {
      indexOf,
      wait: 5,
      reconnects: 0,
    });
  }

  async function stored(): Promise<number> {
    return Object.values(await installed.counts()).reduce((sum, count) => sum + count, 0);
  }

  test('the whole log arrives, a record delivered twice once', async () => {
    const { records, present } = await send(log);
    expect(records).toBe(log.length);
    expect(await stored()).toBe(log.length - (present ?? 0));
    expect(present).toBe(log.length - new Set(log.map(({ stream, text }) => `${stream} ${text}`)).size);
  });

  test('a run that was interrupted is repeated: in the end every record is there once', async () => {
    const interrupted = send(log, (place, path) => (path === '/_bulk' && place > 2 ? 'broken' : undefined));
    await expect(interrupted).rejects.toMatchObject({ code: 'ENGINE_LOST' });
    const before = await stored();
    expect(before).toBeGreaterThan(0);
    const { present } = await send(log);
    expect(await stored()).toBe(log.length - ((present ?? 0) - before));
    expect((await send(log)).present).toBe(log.length);
  });

  test('a server that has too much to do is waited for', async () => {
    const { present } = await send(log, (place) => (place % 2 === 1 ? 429 : undefined));
    expect(await stored()).toBe(log.length - (present ?? 0));
  });
});
