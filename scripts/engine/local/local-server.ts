import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EngineError } from '../../base/errors';
import type { Address, Server, ServerOptions } from '../elasticsearch/server';
import { assembledElasticsearch } from './assemble';
import { cacheFolder } from '../../base/cache-folder';
import { consoleTail } from '../process/console-tail';
import { findJava } from './java';
import { makeRunFolder, removeRunFolder } from './run-folder';
import type { RunFolder } from './run-folder';
import { ServerProcess, setBootstrapPassword } from './server-process';
import { serverUser } from './server-user';

/** Longest time a boot may take, milliseconds; 10 to 20 s are usual. */
const BOOT_TIMEOUT = 180_000;
const LOOK_AGAIN = 50;
const SAY_AGAIN = 2_000;

/**
 * Boots an Elasticsearch as a child process on a free port of loopback: the distribution that ES_HOME names, or the
 * assembled one. It dies with this process, however this process ends.
 *
 * @throws EngineError `ENGINE_NO_JAVA`, `ENGINE_NO_ELASTICSEARCH`, `ENGINE_BOOT_FAILED` with its last log lines, and
 * those of {@link assembledElasticsearch}
 */
export async function startLocalServer(options: ServerOptions): Promise<Server> {
  const { env, password } = options;
  const progress = options.progress ?? ((): void => undefined);
  const home = namedHome(env) ?? (await assembledElasticsearch(cacheFolder(env), env, progress));
  const java = findJava(env, home);
  const user = serverUser();
  const folder = makeRunFolder(home, user, password !== undefined);
  const launch = { folder, javaHome: java.home, user, env };
  let server: ServerProcess | undefined;
  try {
    if (password !== undefined) await setBootstrapPassword(launch, password);
    server = new ServerProcess(launch);
    const address: Address = {
      url: await booted(server, folder, password, progress),
      ...(password === undefined ? {} : { username: 'elastic', password }),
    };
    return new LocalServer(address, server, folder);
  } catch (error) {
    await server?.kill();
    removeRunFolder(folder);
    throw error;
  }
}

class LocalServer implements Server {
  readonly shared = false;

  constructor(
    readonly address: Address,
    private readonly server: ServerProcess,
    private readonly folder: RunFolder,
  ) {}

  async lost(cause: Error): Promise<EngineError> {
    const end = await this.server.endWithin(1_000);
    return new EngineError(
      'ENGINE_LOST',
      `Elasticsearch ${end === undefined ? 'stopped answering' : `died (${end})`} in the middle of the work.\n` +
        `Its last lines:\n${consoleTail(this.folder.console)}`,
      'Run it again; if it dies again, see whether the machine runs out of memory: it needs about 1 GB.',
      { cause },
    );
  }

  async stop(): Promise<void> {
    await this.server.kill();
    removeRunFolder(this.folder);
  }
}

function namedHome(env: ServerOptions['env']): string | undefined {
  const named = env['ES_HOME'];
  if (named === undefined || named === '') return undefined;
  const home = resolve(named);
  if (existsSync(join(home, 'bin', 'elasticsearch'))) return home;
  throw new EngineError(
    'ENGINE_NO_ELASTICSEARCH',
    `ES_HOME is ${named}, where no Elasticsearch is: bin/elasticsearch is missing.`,
    'Set ES_HOME to the folder of an unpacked Elasticsearch, or unset it to have one assembled.',
  );
}

/** Waits until the server answers and its state is recovered; returns its URL. */
async function booted(
  server: ServerProcess,
  folder: RunFolder,
  password: string | undefined,
  progress: (message: string) => void,
): Promise<string> {
  const start = performance.now();
  let said = start;
  for (;;) {
    const url = urlIn(folder.address);
    if (url !== undefined && (await isReady(url, password))) return url;
    if (server.end !== undefined) throw bootFailure(`ended (${server.end})`, folder);
    const now = performance.now();
    if (now - start > BOOT_TIMEOUT) throw bootFailure(`did not answer in ${BOOT_TIMEOUT / 1000} s`, folder);
    if (now - said >= SAY_AGAIN) {
      progress(`booting Elasticsearch… ${Math.round((now - start) / 1000)} s`);
      said = now;
    }
    await pause(LOOK_AGAIN);
  }
}

function urlIn(addressFile: string): string | undefined {
  try {
    const [address] = readFileSync(addressFile, 'utf8').trim().split('\n');
    return address === undefined || address === '' ? undefined : `http://${address}`;
  } catch {
    return undefined;
  }
}

/** The port is open a moment before the cluster's state is recovered; until then nothing can be created. */
async function isReady(url: string, password: string | undefined): Promise<boolean> {
  try {
    const { ok } = await fetch(`${url}/_cluster/health?wait_for_status=yellow&timeout=10s`, {
      headers:
        password === undefined
          ? {}
          : { authorization: `Basic ${Buffer.from(`elastic:${password}`).toString('base64')}` },
    });
    return ok;
  } catch {
    return false;
  }
}

function bootFailure(what: string, folder: RunFolder): EngineError {
  return new EngineError(
    'ENGINE_BOOT_FAILED',
    `Elasticsearch ${what} while booting. Its last lines:\n${consoleTail(folder.console)}`,
    'The lines above name the cause; a Java too new or too old and too little memory are the usual ones.',
  );
}
