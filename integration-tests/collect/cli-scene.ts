import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLIENT, TENANT, startManagementApi } from '../../fixtures/management-api';
import type { ManagementApi, ManagementApiOptions } from '../../fixtures/management-api';
import { CliProcess } from '../../scripts/testing/cli-process';
import type { CliEnd } from '../../scripts/testing/cli-process';
import { mockTenantEntry } from '../../scripts/testing/mock-tenant';
import { startFaultProxy } from './fault-proxy';
import type { FaultProxy } from './fault-proxy';
import type { Namespace, TargetServer } from './target';

const MINUTE = 60_000;

/** What the configuration of a scene says otherwise. */
export interface SceneConfig {
  readonly api?: string;
  readonly elasticsearch?: object;
  readonly [key: string]: unknown;
}

/** The data streams that are collected into. */
interface Place {
  readonly url: string;
  readonly hasDataStreams: boolean;
  /** Of the namespace. */
  readonly name: string;
  /** Where there is security. */
  readonly apiKey: string | undefined;
  readonly own?: Namespace;
}

/** A tenant, an Elasticsearch, and the command line between them. */
export class CliScene implements AsyncDisposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'o365-cli-'));
  readonly config = join(this.folder, 'collector.json');
  readonly #started: CliProcess[] = [];
  #published = 0;

  private constructor(
    private readonly place: Place,
    readonly api: ManagementApi,
    /** Lets everything through: where there are no data streams, requests must not insist on one. */
    private readonly proxy: FaultProxy,
  ) {}

  /** In a namespace of its own on the shared server. */
  static async set(
    target: TargetServer,
    name: string,
    options: ManagementApiOptions = {},
  ): Promise<CliScene> {
    const own = await target.namespace(`${name}.${process.pid}`);
    const { url, hasDataStreams } = target;
    return await CliScene.at({ url, hasDataStreams, name: own.name, apiKey: own.apiKey, own }, options);
  }

  static async at(place: Place, options: ManagementApiOptions = {}): Promise<CliScene> {
    const proxy = await startFaultProxy({
      ...{ seed: place.name, target: place.url, share: 0, inRow: 1, faults: [] },
      plainIndices: !place.hasDataStreams,
    });
    const scene = new CliScene(place, await startManagementApi(options), proxy);
    scene.configure();
    return scene;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // A test that failed has left them running.
    for (const running of this.#started) running.kill('SIGKILL');
    await Promise.allSettled(this.#started.map(({ ended }) => ended));
    await this.api[Symbol.asyncDispose]();
    await this.proxy[Symbol.asyncDispose]();
    await this.place.own?.[Symbol.asyncDispose]();
    rmSync(this.folder, { recursive: true, force: true });
  }

  get namespace(): Namespace {
    const { own } = this.place;
    if (own === undefined) throw new Error('the scene has no namespace of its own');
    return own;
  }

  /** Where the collector finds Elasticsearch. */
  get elasticsearch(): string {
    return this.proxy.url;
  }

  configure({ api = this.api.url, elasticsearch, ...more }: SceneConfig = {}): void {
    const config = {
      id: 10001,
      tenants: [mockTenantEntry(api, 'CLI_SECRET')],
      elasticsearch: {
        url: this.elasticsearch,
        ...(this.place.apiKey === undefined ? {} : { api_key: { env: 'CLI_KEY' } }),
        namespace: this.place.name,
        ...elasticsearch,
      },
      state: { file: 'state.sqlite' },
      backlog_hours: 1,
      ...more,
    };
    writeFileSync(this.config, JSON.stringify(config));
  }

  /** A blob that has been there for some minutes; the Ids of its records. */
  publish(...records: readonly object[]): string[] {
    const ids = records.map(() => `cli-${(this.#published += 1)}`);
    const created = Date.now() - 10 * MINUTE;
    this.api.published.publish({
      ...{ tenant: TENANT, contentType: 'Audit.Exchange', created },
      records: records.map((record, at) => JSON.stringify({ ...recordOf(ids[at] ?? ''), ...record })),
    });
    return ids;
  }

  start(args: readonly string[], env: NodeJS.ProcessEnv = {}): CliProcess {
    const secrets = { CLI_SECRET: CLIENT.secret, CLI_KEY: this.place.apiKey };
    const started = new CliProcess(['collect', '--config', this.config, ...args], { ...secrets, ...env });
    this.#started.push(started);
    return started;
  }

  collect(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<CliEnd> {
    return this.start(args, env).ended;
  }
}

function recordOf(id: string): object {
  return {
    CreationTime: new Date(Date.now() - 20 * MINUTE).toISOString().slice(0, 19),
    Id: id,
    Operation: 'Send',
    OrganizationId: TENANT,
    RecordType: 2,
    UserType: 0,
    Version: 1,
    Workload: 'Exchange',
    UserId: 'user@contoso.com',
  };
}

export type LogEntry = Readonly<Record<string, unknown>> & { readonly level: string; readonly msg: string };

/** Standard output, which must be a log and nothing else. */
export function logOf({ stdout }: Pick<CliEnd, 'stdout'>): LogEntry[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LogEntry);
}
