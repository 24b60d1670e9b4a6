import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../..');

/** Under Jest there are no threads, so the compiled program takes a log, in a process of its own that must end. */
function inProcess(program: string): unknown {
  const source = `
    const lib = ${JSON.stringify(join(ROOT, 'lib', 'scripts'))};
    const { loadPack } = require(lib + '/content');
    const { generateLog, readProfile } = require(lib + '/generate');
    const { takeAll } = require(lib + '/simulate/intake');
    const pack = loadPack(${JSON.stringify(ROOT)});
    const rules = pack.rules.filter(({ type }) => type !== 'esql');
    const log = () => generateLog(readProfile(undefined, { users: 100, days: 1, seed: 3 }));
    const run = async () => { ${program} };
    run().then((result) => console.log(JSON.stringify(result)));`;
  const options = { encoding: 'utf8', timeout: 120_000 } as const;
  return JSON.parse(execFileSync(process.execPath, ['-e', source], options));
}

test('threads take the very same documents in the same order, and stop for who stops listening', () => {
  const outcome = inProcess(`
    const alone = [];
    for await (const batch of takeAll(pack, rules, log(), { workers: 0 })) alone.push(JSON.stringify(batch));
    let same = 0;
    for await (const batch of takeAll(pack, rules, log(), { workers: 2 })) {
      if (JSON.stringify(batch) !== alone[same]) break;
      same += 1;
      if (same === alone.length - 1) break;
    }
    return { batches: alone.length, same };`) as { batches: number; same: number };
  expect(outcome.batches).toBeGreaterThan(4);
  expect(outcome.same).toBe(outcome.batches - 1);
}, 120_000);

test('what is wrong in a thread ends the run as it would here', () => {
  const root = mkdtempSync(join(tmpdir(), 'rulepack-threads-'));
  try {
    cpSync(join(ROOT, 'package-content'), join(root, 'package-content'), { recursive: true });
    writeFileSync(join(root, 'package-content', 'rule-defaults.yml'), 'broken: [');
    const outcome = inProcess(`
      const broken = { ...pack, root: ${JSON.stringify(root)} };
      try {
        for await (const batch of takeAll(broken, rules, log(), { workers: 2 }));
      } catch (error) {
        return { name: error.name, file: error.problems?.[0].location.file };
      }`);
    expect(outcome).toEqual({ name: 'ContentError', file: 'package-content/rule-defaults.yml' });
  } finally {
    rmSync(root, { recursive: true });
  }
}, 120_000);
