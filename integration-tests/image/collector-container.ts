import { GenericContainer, Wait, getContainerRuntimeClient } from 'testcontainers';
import type { ContainerRuntimeClient, WaitStrategy } from 'testcontainers';

/** What `npm run image` makes. */
export const IMAGE = process.env['COLLECTOR_IMAGE'] ?? 'o365-rulepack-collector';
/** Where the image looks for its configuration, and where its state belongs. */
export const CONFIG = '/etc/o365-rulepack';
export const STATE = '/var/lib/o365-rulepack';
/** As in docs/examples/collector.kubernetes.yml. */
const GIGABYTES = 0.25;
const STOP_SECONDS = 20;

type Docker = ContainerRuntimeClient['container']['dockerode'];

/** The daemon, for what Testcontainers does not do. */
export async function docker(): Promise<Docker> {
  return (await getContainerRuntimeClient()).container.dockerode;
}

export interface Given {
  /** With the configuration. */
  readonly folder: string;
  /** For the state. */
  readonly volume: string;
}

interface Ended {
  readonly exitCode: number;
  readonly outOfMemory: boolean;
  readonly stdout: string;
}

class ReadOnlyContainer extends GenericContainer {
  constructor(image: string) {
    super(image);
    this.hostConfig.ReadonlyRootfs = true;
  }
}

/** A collector in a container on the network of the host, where the mock and Elasticsearch are. */
export class CollectorContainer implements AsyncDisposable {
  private constructor(
    private readonly container: ReturnType<Docker['getContainer']>,
    private readonly output: readonly string[],
  ) {}

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
    const output: string[] = [];
    const started = await new ReadOnlyContainer(IMAGE)
      .withNetworkMode('host')
      .withResourcesQuota({ memory: GIGABYTES })
      .withBindMounts([
        { source: folder, target: CONFIG, mode: 'ro' },
        { source: volume, target: STATE, mode: 'rw' },
      ])
      .withCommand([...command])
      .withAutoRemove(false)
      .withLogConsumer((log) => log.on('data', (line: string) => output.push(line)))
      .withWaitStrategy(ready)
      .start();
    return new CollectorContainer((await docker()).getContainer(started.getId()), output);
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
    return { exitCode: State.ExitCode, outOfMemory: State.OOMKilled, stdout: this.output.join('') };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.container.remove({ force: true });
  }
}
