import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assembledElasticsearch, missingFrom } from './assemble';
import { ALL_MODULES, SERVER_JAR } from './artifacts';

const silent = (): void => undefined;

describe('assembling Elasticsearch', () => {
  let folder: string;
  let cache: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'assemble-test-'));
    cache = join(folder, 'cache');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const touch = (path: string): void => {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, '');
  };
  const makeWhole = (home: string): void => {
    touch(join(home, 'bin/elasticsearch'));
    touch(join(home, SERVER_JAR));
    for (const module of ALL_MODULES) touch(join(home, 'modules', module, 'plugin-descriptor.properties'));
    touch(join(home, 'modules/x-pack-kql/x-pack-kql-9.4.3.jar'));
    touch(join(home, 'modules/x-pack-kql/antlr4-runtime-4.13.1.jar'));
  };

  it('uses what was assembled before, without Maven', async () => {
    makeWhole(join(cache, 'elasticsearch-9.4.3'));
    expect(await assembledElasticsearch(cache, { PATH: '' }, silent)).toBe(
      join(cache, 'elasticsearch-9.4.3'),
    );
  });

  it('sees when a module is missing from it', () => {
    const home = join(cache, 'elasticsearch-9.4.3');
    makeWhole(home);
    rmSync(join(home, 'modules/lang-painless'), { recursive: true });
    expect(missingFrom(home)).toEqual(['modules/lang-painless/plugin-descriptor.properties']);
  });

  it('asks for Maven where there is none, and leaves nothing half-made', async () => {
    await expect(assembledElasticsearch(cache, { PATH: folder }, silent)).rejects.toMatchObject({
      code: 'ENGINE_NO_MAVEN',
    });
    expect(readdirSync(cache)).toEqual(['.gitignore']);
  });

  it("reports Maven's own words when it fails", async () => {
    writeFileSync(join(folder, 'mvn'), '#!/bin/sh\necho "[ERROR] Could not find artifact"; exit 1\n');
    chmodSync(join(folder, 'mvn'), 0o755);
    await expect(assembledElasticsearch(cache, { PATH: `${folder}:/bin` }, silent)).rejects.toMatchObject({
      code: 'ENGINE_DOWNLOAD_FAILED',
      message: expect.stringMatching(/integ-test-zip[^]*\[ERROR\] Could not find artifact/) as string,
    });
    expect(existsSync(join(cache, 'elasticsearch-9.4.3'))).toBe(false);
  });

  it('names the cache folder when it cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(assembledElasticsearch(join(folder, 'file/cache'), {}, silent)).rejects.toMatchObject({
      code: 'ENGINE_CACHE_UNWRITABLE',
      message: expect.stringContaining(join(folder, 'file/cache')) as string,
    });
  });
});
