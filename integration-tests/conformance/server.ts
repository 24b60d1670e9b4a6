import { setTimeout } from 'node:timers/promises';
import { EngineError } from '../../scripts/base/errors';
import type { Address, Server } from '../../scripts/engine';
import { connect } from '../../scripts/engine/elasticsearch/connection';

/** Before a server that is too full is asked again, milliseconds; a minute altogether. */
const WAITS = [100, 200, 500, 1000, 2000, 4000, 8000, 15_000, 30_000];

/** An answer as text too: a parsed number may have lost digits. */
export interface ServerAnswer {
  readonly status: number;
  readonly text: string;
  readonly body: unknown;
}

/** The Elasticsearch that the embedded engine is compared with, past the engine interface of the pack. */
export class ConformanceServer {
  private made = 0;

  private constructor(
    private readonly server: Server,
    private readonly headers: Readonly<Record<string, string>>,
    readonly version: string,
    private readonly prefix: string,
  ) {}

  /** @throws EngineError when it does not answer, does not let us in, or is no Elasticsearch; with the cure */
  static async connect(server: Server): Promise<ConformanceServer> {
    const prefix = `conformance-${process.pid}-${Date.now().toString(36)}`;
    return new ConformanceServer(server, authorization(server.address), await versionOf(server), prefix);
  }

  /** A fresh name for an index or pipeline; {@link removeAll} removes what has it. */
  name(): string {
    this.made += 1;
    return `${this.prefix}-${this.made}`;
  }

  /**
   * One request; 4xx and 5xx are answers like others. A string is sent as it stands: NDJSON or exact JSON. A server
   * that is too full is asked again later: that is no answer. (Of a `_bulk` a shard takes all or nothing then.)
   *
   * @throws EngineError when it does not answer, or stays full
   */
  async send(method: string, path: string, body?: string | object): Promise<ServerAnswer> {
    for (const wait of [...WAITS, 0]) {
      const answer = await this.sendOnce(method, path, body);
      if (!isTooFull(answer)) return answer;
      await setTimeout(wait);
    }
    throw new EngineError(
      'ENGINE_FULL',
      `Elasticsearch at ${this.server.address.url} stayed too full for ${method} ${path} (429).`,
      'Give it more memory, or less to do at the same time.',
    );
  }

  /** As {@link send}, for requests that must succeed. */
  async must(method: string, path: string, body?: string | object): Promise<ServerAnswer> {
    const answer = await this.send(method, path, body);
    if (answer.status < 300) return answer;
    throw new Error(`${method} ${path} was answered by ${answer.status}: ${answer.text.slice(0, 2000)}`);
  }

  private async sendOnce(
    method: string,
    path: string,
    body: string | object | undefined,
  ): Promise<ServerAnswer> {
    const { status, text } = await this.answered(new URL(path, this.server.address.url), {
      method,
      headers: {
        'content-type': isLines(path) ? 'application/x-ndjson' : 'application/json',
        ...this.headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status, text, body: text === '' ? null : (JSON.parse(text) as unknown) };
  }

  private async answered(url: URL, request: RequestInit): Promise<{ status: number; text: string }> {
    try {
      const response = await fetch(url, request);
      return { status: response.status, text: await response.text() };
    } catch (error) {
      throw await this.server.lost(error as Error, true);
    }
  }

  /** Removes the indices and pipelines that have a name from here. */
  async removeAll(): Promise<void> {
    // A server refuses to delete by a pattern unless it is told to allow that.
    const { body } = await this.must('GET', `/_cat/indices/${this.prefix}-*?format=json&h=index`);
    for (const { index } of body as { index: string }[]) await this.must('DELETE', `/${index}`);
    await this.send('DELETE', `/_ingest/pipeline/${this.prefix}-*`);
  }
}

function isLines(path: string): boolean {
  return /_bulk|_msearch/.test(path);
}

/** Is the whole answer, or one of those to a batch, that there is no room for it now? */
function isTooFull({ status, text }: ServerAnswer): boolean {
  return status === 429 || text.includes('"status":429');
}

function authorization({ apiKey, username, password }: Address): Readonly<Record<string, string>> {
  if (apiKey !== undefined) return { authorization: `ApiKey ${apiKey}` };
  if (username === undefined) return {};
  return { authorization: `Basic ${Buffer.from(`${username}:${password ?? ''}`).toString('base64')}` };
}

/** By the connection of the engines, which can say what is wrong with a server. */
async function versionOf(server: Server): Promise<string> {
  await using connection = await connect(server.address, (cause) => server.lost(cause, false));
  const { version } = await connection.send<{ version: { number: string } }>({ method: 'GET', path: '/' });
  return version.number;
}
