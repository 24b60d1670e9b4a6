import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { EngineError } from '../base/errors';
import { startServer } from '../engine';
import type { Server } from '../engine';
import type { Figure } from './figure';

const PROGRAM = join('integration-tests', 'collect', 'run.ts');
/** Some 170,000 records; the first of the rounds is for the server to warm up. */
const CALL = ['--bench', '--users', '800', '--rounds', '3', '--json'];

/**
 * The collector from the mock of the API into the Elasticsearch that this project assembles, beside bare bulk requests.
 *
 * @param notMeasured is told why, where no Elasticsearch can be assembled; there are no figures then
 */
export async function collectFigures(root: string, notMeasured: (why: string) => void): Promise<Figure[]> {
  if (!existsSync(join(root, PROGRAM))) {
    notMeasured(`${PROGRAM} is not there`);
    return [];
  }
  const password = randomBytes(12).toString('hex');
  let server: Server;
  try {
    server = await startServer('local', { env: asServer(process.env), password });
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    notMeasured([error.message, error.hint].filter((part) => part !== undefined).join(' '));
    return [];
  }
  try {
    const { url, username, password: given } = server.address;
    return await measured(root, {
      O365_RULEPACK_ENGINE: 'url',
      ELASTICSEARCH_URL: url,
      ...(username === undefined ? {} : { ELASTICSEARCH_USERNAME: username }),
      ...(given === undefined ? {} : { ELASTICSEARCH_PASSWORD: given }),
    });
  } finally {
    await server.stop();
  }
}

/**
 * The quick compiler alone, and a heap of 1 GB, are for servers that live for seconds: at this load that heap is so full that
 * the parent circuit breaker refuses requests (429).
 */
const SERVER = '-XX:TieredStopAtLevel=4 -XX:ReservedCodeCacheSize=240m -Xms3g -Xmx3g';

function asServer(env: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  const { ES_JAVA_OPTS: own = '' } = env;
  return { ...env, ES_JAVA_OPTS: `${SERVER} ${own}`.trim() };
}

/** What lies in integration-tests may be started, not imported. */
async function measured(root: string, env: Readonly<Record<string, string>>): Promise<Figure[]> {
  const typed = [join(root, 'node_modules', 'ts-node', 'dist', 'bin.js'), '--transpile-only'];
  const child = spawn(process.execPath, [...typed, join(root, PROGRAM), ...CALL], {
    cwd: root,
    env: { ...process.env, ELASTICSEARCH_API_KEY: undefined, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  if (status !== 0) throw new Error(`${PROGRAM} ended with ${String(status)}: ${errors}`);
  return JSON.parse(output) as Figure[];
}
