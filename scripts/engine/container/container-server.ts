import { randomBytes } from 'node:crypto';
import type { StartedTestContainer } from 'testcontainers';
import { EngineError } from '../../base/errors';
import type { Address, Server, ServerOptions } from '../elasticsearch/server';
import { tailOf } from '../process/console-tail';
import { onInterrupt } from '../process/on-interrupt';
import { atEndOfProcess } from '../process/watchdog';
import { environmentOf } from './environment';
import { noDocker, noStart } from './failures';

/** What runs where ES_IMAGE names no other image. */
export const OFFICIAL_IMAGE = 'docker.elastic.co/elasticsearch/elasticsearch:9.4.3';

const PORT = 9200;
const STARTUP_TIMEOUT = 180_000;
/** Testcontainers takes one number for both: how long one look may take, and how often it looks. */
const LOOK_AGAIN = 500;
const SAY_AGAIN = 2_000;
const KEPT_LINES = 500;
/** Marks the container of one run, so that it can be found and removed even when starting it was cut short. */
const LABEL = 'o365-rulepack.run';

/**
 * Starts Elasticsearch in a container by Testcontainers. The container is removed when this process ends, however it
 * ends: by this program, by Testcontainers' reaper (unless TESTCONTAINERS_RYUK_DISABLED), or by the `docker` command
 * where there is one. With ELASTIC_PASSWORD, or a password in the options, security is on.
 *
 * @throws EngineError `ENGINE_NO_DOCKER`, `ENGINE_NO_IMAGE`, `ENGINE_BOOT_FAILED` with its last log lines
 */
export async function startContainer(options: ServerOptions): Promise<Server> {
  const image = given(options.env['ES_IMAGE']) ?? OFFICIAL_IMAGE;
  const password = options.password ?? given(options.env['ELASTIC_PASSWORD']);
  const { GenericContainer, Wait, getContainerRuntimeClient } = await import('testcontainers');
  const { container: docker } = await getContainerRuntimeClient().catch((cause: unknown) => {
    throw noDocker(cause);
  });
  const run = randomBytes(8).toString('hex');
  const removeAll = async (): Promise<void> => {
    const filters = { label: [`${LABEL}=${run}`] };
    const ours = await docker.dockerode.listContainers({ all: true, filters });
    await Promise.all(ours.map(({ Id }) => docker.getById(Id).remove({ force: true, v: true })));
  };
  const forget = onInterrupt(removeAll);
  const dismissWatchdog = atEndOfProcess(
    'docker ps --all --quiet --filter "label=$1" | xargs -r docker rm --force --volumes',
    [`${LABEL}=${run}`],
  );
  const stop = async (): Promise<void> => {
    await removeAll();
    forget();
    dismissWatchdog();
  };

  const dismissTicker = tick(options.progress, `starting a container of ${image}…`);
  const lines: string[] = [];
  try {
    const ready = Wait.forHttp('/_cluster/health?wait_for_status=yellow&timeout=10s', PORT, {
      abortOnContainerExit: true,
    }).withReadTimeout(LOOK_AGAIN);
    const started = await new GenericContainer(image)
      .withLabels({ [LABEL]: run })
      .withEnvironment(environmentOf(password))
      .withExposedPorts(PORT)
      .withLogConsumer((log) => {
        log.on('data', (line: string) => {
          lines.push(line.trimEnd());
          if (lines.length > KEPT_LINES) lines.shift();
        });
      })
      .withWaitStrategy(password === undefined ? ready : ready.withBasicCredentials('elastic', password))
      .withStartupTimeout(STARTUP_TIMEOUT)
      .start();
    return {
      address: addressOf(started, password),
      shared: false,
      lost: (cause) => lost(cause, lines),
      stop,
    };
  } catch (cause) {
    await stop();
    throw noStart(image, cause, lines);
  } finally {
    dismissTicker();
  }
}

/** Says what is going on, and every other second for how long; returns how to make it stop. */
function tick(progress: ServerOptions['progress'], message: string): () => void {
  const start = performance.now();
  progress?.(message);
  const timer = setInterval(() => {
    progress?.(`${message} ${Math.round((performance.now() - start) / 1000)} s`);
  }, SAY_AGAIN);
  return () => clearInterval(timer);
}

function addressOf(started: StartedTestContainer, password: string | undefined): Address {
  const url = `http://${started.getHost()}:${started.getMappedPort(PORT)}`;
  return password === undefined ? { url } : { url, username: 'elastic', password };
}

function lost(cause: Error, lines: readonly string[]): Promise<EngineError> {
  const error = new EngineError(
    'ENGINE_LOST',
    `Elasticsearch in its container stopped answering in the middle of the work.\nIts last lines:\n${tailOf(lines)}`,
    'Run it again; if it dies again, see whether Docker has enough memory: the container needs about 1 GB.',
    { cause },
  );
  return Promise.resolve(error);
}

/** An empty variable counts as not set. */
function given(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : value;
}
