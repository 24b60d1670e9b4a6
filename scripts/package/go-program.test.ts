import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goProgram } from './go-program';

describe('goProgram', () => {
  let root: string;
  const said: string[] = [];
  const build = (env: Record<string, string>) =>
    goProgram({ name: 'p', folder: join(root, 'source') }, join(root, 'cache'), env, (line) =>
      said.push(line),
    );

  /** A `go` that runs a shell script instead of building; $3 is the path of the program. */
  const fakeGo = (script: string): Record<string, string> => {
    mkdirSync(join(root, 'bin'), { recursive: true });
    writeFileSync(join(root, 'bin', 'go'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(root, 'bin', 'go'), 0o755);
    return { PATH: `${join(root, 'bin')}:${process.env['PATH'] ?? ''}` };
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'rulepack-go-'));
    mkdirSync(join(root, 'source'));
    writeFileSync(join(root, 'source', 'main.go'), 'package main');
    said.length = 0;
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  test('builds once, and anew when a source changes', async () => {
    const env = fakeGo('echo built > "$3"');
    const first = await build(env);
    expect(readFileSync(first, 'utf8')).toBe('built\n');
    expect(await build(env)).toBe(first);
    expect(said).toHaveLength(1);
    writeFileSync(join(root, 'source', 'main.go'), 'package main // changed');
    expect(await build(env)).not.toBe(first);
  });

  test('without Go it says so', async () => {
    await expect(build({ PATH: join(root, 'nothing') })).rejects.toMatchObject({ code: 'GO_MISSING' });
  });

  test('a module that cannot be had is told in Go’s words, and nothing is left as built', async () => {
    const env = fakeGo('echo "module example.com/x: not found" >&2; exit 1');
    await expect(build(env)).rejects.toMatchObject({
      code: 'GO_BUILD_FAILED',
      message: expect.stringContaining('example.com/x: not found') as unknown,
    });
    await expect(build(fakeGo('echo built > "$3"'))).resolves.toContain(join('programs', 'p-'));
  });
});
