import { Wait } from 'testcontainers';
import type { WaitStrategy } from 'testcontainers';
import { IMAGE, docker, inspectImage } from './collector-image';
import type { Docker } from './collector-image';
import { readDockerLog } from './docker-log';
import type { DockerLog } from './docker-log';
import { ReadOnlyContainer } from './read-only-container';

/** Where the image looks for its configuration, and where its state belongs. */
export const CONFIG = '/etc/o365-rulepack';
export const STATE = '/var/lib/o365-rulepack';
/** As in docs/examples/collector.kubernetes.yml. */
const GIGABYTES = 0.25;
const STOP_SECONDS = 20;

export interface Given {
  /** With the configuration. */
  readonly folder: string;
  /** For the state. */
  readonly volume: string;
}

interface Ended extends DockerLog {
  readonly exitCode: number;
  readonly outOfMemory: boolean;
}

/** A collector in a container on the network of the host, where the mock and Elasticsearch are. */
export class CollectorContainer implements AsyncDisposable {
  private constructor(private readonly container: ReturnType<Docker['getContainer']>) {}

  /** Comes back when it collects. */
  static async collect(given: Given, args: readonly string[] = []): Promise<CollectorContainer> {
    const command = ['collect', '--config', `${CONFIG}/collector.yml`, ...args];
    return await CollectorContainer.start(given, command, Wait.forLogMessage(/"msg":"collecting"/));
  }

  /** Comes back when it was started, if nothing else is to be waited for. */
  static async start(
    { folder, volume }: Given,
    command: readonly string[],
    ready: WaitStrategy = Wait.forListeningPorts(),
  ): Promise<CollectorContainer> {
    await inspectImage();
    const started = await new ReadOnlyContainer(IMAGE)
      .withNetworkMode('host')
      .withResourcesQuota({ memory: GIGABYTES })
      .withBindMounts([
        { source: folder, target: CONFIG, mode: 'ro' },
        { source: volume, target: STATE, mode: 'rw' },
      ])
      .withCommand([...command])
      .withAutoRemove(false)
      .withWaitStrategy(ready)
      .start();
    return new CollectorContainer((await docker()).getContainer(started.getId()));
  }

  /** SIGTERM, as `docker stop` and Kubernetes send it. */
  async stop(): Promise<Ended> {
    await this.container.stop({ t: STOP_SECONDS });
    return await this.ended();
  }

  /** Waits until it ends by itself. */
  async ended(): Promise<Ended> {
    await this.container.wait();
    const { State } = await this.container.inspect();
    // All of it, which a log that is followed need not have brought yet.
    const log = readDockerLog(await this.container.logs({ stdout: true, stderr: true }));
    return { exitCode: State.ExitCode, outOfMemory: State.OOMKilled, ...log };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.container.remove({ force: true });
  }
}
