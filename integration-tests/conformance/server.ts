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
    private readonly url: string,
    private readonly authorization: string | undefined,
    readonly version: string,
    private readonly prefix: string,
  ) {}

  /** Connects to the server that ELASTICSEARCH_URL, ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD name. */
  static async connect(env: Readonly<Record<string, string | undefined>>): Promise<ConformanceServer> {
    const { ELASTICSEARCH_URL: url, ELASTICSEARCH_USERNAME: user, ELASTICSEARCH_PASSWORD: password } = env;
    if (url === undefined) throw new Error('ELASTICSEARCH_URL is not set');
    const authorization =
      user === undefined ? undefined : `Basic ${Buffer.from(`${user}:${password ?? ''}`).toString('base64')}`;
    const probe = new ConformanceServer(url, authorization, '', '');
    const { body } = await probe.send('GET', '/');
    const { version } = body as { version: { number: string } };
    const prefix = `conformance-${process.pid}-${Date.now().toString(36)}`;
    return new ConformanceServer(url, authorization, version.number, prefix);
  }

  /** A fresh name for an index or pipeline; {@link removeAll} removes what has it. */
  name(): string {
    this.made += 1;
    return `${this.prefix}-${this.made}`;
  }

  /** One request; 4xx and 5xx are answers like others. A string is sent as it stands: NDJSON or exact JSON. */
  async send(method: string, path: string, body?: string | object): Promise<ServerAnswer> {
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: {
        'content-type': isLines(path) ? 'application/x-ndjson' : 'application/json',
        ...(this.authorization === undefined ? {} : { authorization: this.authorization }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, text, body: text === '' ? null : (JSON.parse(text) as unknown) };
  }

  /** As {@link send}, for requests that must succeed. */
  async must(method: string, path: string, body?: string | object): Promise<ServerAnswer> {
    const answer = await this.send(method, path, body);
    if (answer.status < 300) return answer;
    throw new Error(`${method} ${path} was answered by ${answer.status}: ${answer.text.slice(0, 2000)}`);
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
