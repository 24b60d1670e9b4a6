import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import { laneName } from '../lane/lane';
import type { LaneStatus } from './lane-status';

/** How often a heartbeat may fail before Elasticsearch counts as gone. */
const MISSED = 3;

export interface HealthParts {
  readonly lanes: readonly LaneStatus[];
  readonly metrics: Registry;
  /** When Elasticsearch last took a heartbeat, and how often one is sent; epoch milliseconds, milliseconds. */
  readonly heartbeat: () => { readonly lastSent: number | undefined; readonly interval: number };
  readonly clock: { now(): number };
}

/** What keeps the collector from being ready. */
export interface HealthProblem {
  readonly what: string;
  readonly code: string;
  readonly message: string;
  readonly cure?: string | undefined;
}

/**
 * `/healthz`: the process answers. `/readyz`: 200 while nothing needs somebody to act, else 503 with what does. `/metrics`:
 * for Prometheus. Nothing of it is secret, but it names the tenants: it listens on the loopback interface unless told
 * otherwise.
 */
export class HealthServer implements AsyncDisposable {
  private constructor(private readonly server: Server) {}

  /** @throws an error of the network where the address is taken or not allowed */
  static async start(listen: { host: string; port: number }, parts: HealthParts): Promise<HealthServer> {
    const started = parts.clock.now();
    const server = createServer((request, response) => {
      // Whoever asks for whatever: it must not end the collector.
      answer(pathOf(request.url), response, parts, started).catch(() => response.destroy());
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(listen.port, listen.host, resolve);
    });
    return new HealthServer(server);
  }

  /** e.g. http://127.0.0.1:9464 */
  get url(): string {
    const { address, port, family } = this.server.address() as AddressInfo;
    return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

function healthProblems({ lanes, heartbeat, clock }: HealthParts, started: number): HealthProblem[] {
  const stuck = lanes.flatMap(({ lane, error }) =>
    error?.stuck === true
      ? [{ what: laneName(lane), code: error.code, message: error.message, cure: error.cure }]
      : [],
  );
  const { lastSent, interval } = heartbeat();
  if (clock.now() - (lastSent ?? started) > MISSED * interval) {
    const since = lastSent === undefined ? 'yet' : `since ${new Date(lastSent).toISOString()}`;
    stuck.push({
      what: 'Elasticsearch',
      code: 'NO_HEARTBEAT',
      message: `no heartbeat was taken ${since}`,
      cure: 'See whether Elasticsearch answers and the key may write heartbeats: collect --check says.',
    });
  }
  return stuck;
}

/** Without the query; it may be no path at all. */
function pathOf(target = ''): string {
  return target.split('?', 1)[0] ?? '';
}

async function answer(
  path: string,
  response: ServerResponse,
  parts: HealthParts,
  started: number,
): Promise<void> {
  if (path === '/healthz') {
    json(response, 200, { status: 'alive' });
  } else if (path === '/readyz') {
    const problems = healthProblems(parts, started);
    json(response, problems.length === 0 ? 200 : 503, { ready: problems.length === 0, problems });
  } else if (path === '/metrics') {
    const text = await parts.metrics.metrics();
    response.writeHead(200, { 'content-type': parts.metrics.contentType }).end(text);
  } else {
    json(response, 404, { paths: ['/healthz', '/readyz', '/metrics'] });
  }
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
}
