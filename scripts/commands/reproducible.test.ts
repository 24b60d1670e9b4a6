import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..', '..');
const SOURCES = [
  'package-content',
  'fixtures',
  'docs',
  'LICENSE',
  'NOTICE',
  'package.json',
  'package-lock.json',
];

/** What may differ between two machines without a right to show. */
interface Machine {
  readonly folder: string;
  readonly umask: string;
  readonly copied: (names: string[]) => string[];
  readonly modified: Date;
  readonly env: NodeJS.ProcessEnv;
}

describe('a release is the same byte for byte', () => {
  const root = mkdtempSync(join(tmpdir(), 'rulepack-same-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  test('in another place, time zone, language, umask, order of files and at another time', async () => {
    const [one, other] = await Promise.all([
      released({
        folder: join(root, 'a'),
        umask: '0022',
        copied: (names) => names.sort(),
        modified: new Date('2001-02-03T04:05:06Z'),
        env: { TZ: 'Pacific/Kiritimati', LANG: 'C', LC_ALL: 'C', HOME: root, SOURCE_DATE_EPOCH: '1' },
      }),
      released({
        folder: join(root, 'another', 'deeper place, ünlike'),
        umask: '0077',
        copied: (names) => names.sort().reverse(),
        modified: new Date('2026-10-25T00:30:00Z'),
        env: { TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', USER: 'somebody' },
      }),
    ]);
    expect(one.size).toBeGreaterThan(100);
    expect([...other.keys()].sort()).toEqual([...one.keys()].sort());
    const differing = [...one].filter(([path, bytes]) => other.get(path)?.equals(bytes) !== true);
    expect(differing.map(([path]) => path)).toEqual([]);
    expect(one.get('SHA256SUMS')?.toString()).not.toContain(root);
  }, 120_000);
});

/** The files of a release that is made of a copy of this checkout, on such a machine. */
async function released(machine: Machine): Promise<Map<string, Buffer>> {
  const { folder, modified } = machine;
  for (const source of SOURCES) copyInOrder(join(ROOT, source), join(folder, source), machine);
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    utimesSync(join(folder, path), modified, modified);
  // The lock of the checkout may be behind while rules are being written; here only the release counts.
  rmSync(join(folder, 'package-content', 'versions.lock.json'), { force: true });
  await runIn(machine, 'bump');
  await runIn(machine, 'release');
  const dist = join(folder, 'dist');
  const paths = readdirSync(dist, { recursive: true, encoding: 'utf8' });
  return new Map(
    paths
      .filter((path) => statSync(join(dist, path)).isFile())
      .map((path) => [path, readFileSync(join(dist, path))]),
  );
}

/** File systems list a folder by the order in which it was filled, or by no order at all. */
function copyInOrder(from: string, to: string, machine: Machine): void {
  if (!existsSync(from)) return;
  if (!statSync(from).isDirectory()) {
    cpSync(from, to);
    return;
  }
  for (const name of machine.copied(readdirSync(from)))
    copyInOrder(join(from, name), join(to, name), machine);
}

function runIn({ folder, umask, env }: Machine, command: string): Promise<void> {
  const cli = join(ROOT, 'lib', 'scripts', 'cli.js');
  const script = `umask ${umask} && exec "$0" "$1" "$2"`;
  const child = spawn('sh', ['-c', script, process.execPath, cli, command], {
    cwd: folder,
    env: { PATH: process.env['PATH'], NO_COLOR: '1', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => (code === 0 ? done() : failed(new Error(`${command}: ${said}`))));
  });
}
