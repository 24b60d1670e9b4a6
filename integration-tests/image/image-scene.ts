import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLIENT } from '../../fixtures/management-api';
import { freePort } from '../../scripts/testing/free-port';
import { CliScene } from '../collect/cli-scene';
import type { TargetServer } from '../collect/target';
import { CONFIG, STATE } from './collector-container';
import { docker } from './collector-image';

/** A tenant, an Elasticsearch, and what a container of the collector is given: a folder with its configuration, a volume. */
export class ImageScene implements AsyncDisposable {
  readonly folder: string;
  readonly volume: string;

  private constructor(
    readonly cli: CliScene,
    /** Of the host, as the container has its network. */
    private readonly port: number,
  ) {
    this.folder = join(cli.folder, 'etc');
    this.volume = `o365-collector-${cli.namespace.name}`;
    // Others than the owner must be able to read: the container's user is none of this machine.
    chmodSync(cli.folder, 0o755);
    mkdirSync(this.folder, { mode: 0o755 });
    this.#configure();
  }

  static async set(target: TargetServer): Promise<ImageScene> {
    const scene = new ImageScene(await CliScene.set(target, 'image'), await freePort());
    await (await docker()).createVolume({ Name: scene.volume });
    return scene;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await (await docker()).getVolume(this.volume).remove({ force: true });
    await this.cli[Symbol.asyncDispose]();
  }

  /** The status of an answer of the health server. */
  async health(path: string): Promise<number> {
    return (await fetch(`http://127.0.0.1:${this.port}${path}`)).status;
  }

  #configure(): void {
    this.cli.configure({
      elasticsearch: { api_key: this.#secret('api-key', this.cli.namespace.apiKey) },
      state: { file: `${STATE}/state.sqlite` },
      listen: { host: '127.0.0.1', port: this.port },
    });
    const config = JSON.parse(readFileSync(this.cli.config, 'utf8')) as {
      tenants: { client_secret: object }[];
    };
    for (const tenant of config.tenants) tenant.client_secret = this.#secret('client-secret', CLIENT.secret);
    writeFileSync(join(this.folder, 'collector.yml'), JSON.stringify(config));
  }

  #secret(name: string, text: string): { file: string } {
    writeFileSync(join(this.folder, name), text);
    return { file: `${CONFIG}/${name}` };
  }
}
