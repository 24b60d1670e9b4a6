import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalServer } from './local-server';

describe('booting a local server', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'local-server-test-'));
    // The server may run as another user.
    chmodSync(folder, 0o755);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const script = (path: string, text: string): void => {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, `#!/bin/sh\n${text}\n`);
    chmodSync(path, 0o755);
  };
  const runFolders = (): readonly string[] =>
    readdirSync(tmpdir()).filter((name) => name.startsWith('o365-rulepack-elasticsearch-'));

  it('shows what the server said when it does not start, and removes its files', async () => {
    const before = runFolders();
    script(join(folder, 'es/bin/elasticsearch'), 'echo "[ERROR] unknown setting [x]"; exit 78');
    script(join(folder, 'java/bin/java'), '');
    writeFileSync(join(folder, 'java/release'), 'JAVA_VERSION="25"\n');
    const env = { PATH: '/bin', ES_HOME: join(folder, 'es'), ES_JAVA_HOME: join(folder, 'java') };
    await expect(startLocalServer({ env })).rejects.toMatchObject({
      code: 'ENGINE_BOOT_FAILED',
      message: expect.stringMatching(/exit code 78[^]*unknown setting \[x\]/) as string,
    });
    expect(runFolders().filter((name) => !before.includes(name))).toEqual([]);
  });

  it('says that ES_HOME is not the folder of an Elasticsearch', async () => {
    await expect(startLocalServer({ env: { ES_HOME: folder } })).rejects.toMatchObject({
      code: 'ENGINE_NO_ELASTICSEARCH',
      message: expect.stringContaining(folder) as string,
    });
  });
});
