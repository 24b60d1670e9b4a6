import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

describe('a server that is not there ends in exit code 3 and says what to do', () => {
  test.each([
    ['', 'ENGINE_NO_URL'],
    ['http://127.0.0.1:9', 'ENGINE_UNREACHABLE'],
  ])('ELASTICSEARCH_URL=%s', (url, code) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--require', 'ts-node/register/transpile-only', join(__dirname, 'cli.ts'), '--engine', 'url'],
      {
        encoding: 'utf8',
        env: { ...process.env, ELASTICSEARCH_URL: url, NO_COLOR: '1', FORCE_COLOR: undefined },
      },
    );
    expect(stderr).toContain(code);
    expect(stderr).toContain('hint:');
    expect(stderr).not.toContain('    at ');
    expect(stdout).toBe('');
    expect(status).toBe(3);
  });
});
