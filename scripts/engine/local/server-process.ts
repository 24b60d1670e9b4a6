import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EngineError } from '../../base/errors';
import type { RunFolder } from './run-folder';
import type { ServerUser } from './server-user';
import { atEndOfProcess } from '../process/watchdog';

/** What it takes to run one of the distribution's commands. */
export interface Launch {
  readonly folder: RunFolder;
  readonly javaHome: string;
  /** Undefined: as whoever we are. */
  readonly user: ServerUser | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A server process with all its children; it is killed when this process ends. */
export class ServerProcess {
  /** How it ended, e.g. `exit code 1`; undefined while it runs. */
  end: string | undefined;
  private readonly child: ChildProcess;
  private readonly ended: Promise<void>;
  private readonly dismissWatchdog: () => void;

  constructor(launch: Launch) {
    const console = openSync(launch.folder.console, 'a');
    this.child = spawnCommand(launch, 'elasticsearch', [], ['ignore', console, console]);
    closeSync(console);
    this.ended = new Promise((resolve) => {
      const end = (how: string): void => {
        this.end ??= how;
        resolve();
      };
      this.child.once('exit', (code, signal) => end(signal ?? `exit code ${String(code)}`));
      this.child.once('error', (error) => end(error.message));
    });
    // A server that nobody disposed must not keep this process alive; the watchdog ends it.
    this.child.unref();
    this.dismissWatchdog = atEndOfProcess('kill -s KILL -- "-$1"; sleep 0.3; rm -rf -- "$2"', [
      String(this.child.pid),
      launch.folder.path,
    ]);
  }

  /** How it ended, when it ends within so many milliseconds. */
  async endWithin(milliseconds: number): Promise<string | undefined> {
    await Promise.race([this.ended, pause(milliseconds)]);
    return this.end;
  }

  /** Its data is temporary, so there is nothing to save by a slow shutdown. */
  async kill(): Promise<void> {
    // Its end is awaited now, so it must keep this process alive until then.
    this.child.ref();
    if (this.child.pid !== undefined) killGroup(this.child.pid);
    await this.ended;
    this.dismissWatchdog();
  }
}

/** Gives the user `elastic` its password before the first start. */
export async function setBootstrapPassword(launch: Launch, password: string): Promise<void> {
  const arguments_ = ['add', '--stdin', '--force', 'bootstrap.password'];
  const child = spawnCommand(launch, 'elasticsearch-keystore', arguments_, ['pipe', 'ignore', 'pipe']);
  let output = '';
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stdin?.end(`${password}\n`);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) {
    throw new EngineError(
      'ENGINE_BOOT_FAILED',
      `The password of the user elastic could not be set:\n${output.trim()}`,
    );
  }
}

function spawnCommand(
  { folder, javaHome, user, env }: Launch,
  command: string,
  arguments_: readonly string[],
  stdio: ('ignore' | 'pipe' | number)[],
): ChildProcess {
  return spawn(join(folder.home, 'bin', command), arguments_, {
    cwd: folder.path,
    stdio,
    // A process group of its own: it is ended as a whole, and Ctrl-C does not reach it before us.
    detached: true,
    ...user,
    env: {
      PATH: env['PATH'],
      HOME: folder.path,
      ES_JAVA_HOME: javaHome,
      ES_PATH_CONF: folder.config,
      ES_TMPDIR: folder.temporary,
      ES_JAVA_OPTS: env['ES_JAVA_OPTS'],
      // Elasticsearch starts small Java programs of its own before the server.
      CLI_JAVA_OPTS: '-XX:TieredStopAtLevel=1',
    },
  });
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // The whole group is gone already.
  }
}
