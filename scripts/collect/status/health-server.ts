import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import { ContentError } from '../../base/errors';
import { laneName } from '../lane/lane';
import type { Heartbeats } from './heartbeats';
import type { LaneStatus } from './lane-status';
import { pimName } from './pim-status';
import type { PimStatus } from './pim-status';

/** How often a heartbeat may fail before Elasticsearch counts as gone. */
const MISSED = 3;

const HOUR = 3_600_000;
/** A cursor so old that content is lost within a day unless it is read; milliseconds. */
const LOSS_NEAR = 6 * 24 * HOUR;
/** What has failed for so long does not pass. A new subscription's cursor may be old although all is read. */
const FAILS_FOR = HOUR;

export interface HealthParts {
  readonly lanes: readonly LaneStatus[];
  readonly pim: readonly PimStatus[];
  readonly metrics: Registry;
  readonly heartbeats: Pick<Heartbeats, 'lastSent' | 'silence' | 'interval'>;
  /** By the clock of the tenant's service, epoch milliseconds. */
  readonly timeOf: (tenantId: string) => number;
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

  /** @throws ContentError where the address is taken, not allowed or none of this host */
  static async start(listen: { host: string; port: number }, parts: HealthParts): Promise<HealthServer> {
    const server = createServer((request, response) => {
      // Whoever asks for whatever: it must not end the collector.
      answer(request, response, parts).catch(() => response.destroy());
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => {
        reject(listenError(error, listen));
      });
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

const LISTEN_HINTS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'Another process has it: another collector? Choose another “listen.port”, or end that process.',
  EACCES: 'This user may not have the port: choose a “listen.port” from 1024 on.',
  EADDRNOTAVAIL: '“listen.host” must be an address of this host: 127.0.0.1, or 0.0.0.0 for all of them.',
  ENOTFOUND: '“listen.host” must be an address of this host: 127.0.0.1, or 0.0.0.0 for all of them.',
};

function listenError(
  { code = '', message }: NodeJS.ErrnoException,
  at: { host: string; port: number },
): Error {
  return new ContentError({
    code: 'LISTEN_FAILED',
    message: `health and metrics cannot answer on ${at.host}:${at.port}: ${message}`,
    hint: LISTEN_HINTS[code] ?? 'Change “listen” in the configuration, or leave it out.',
  });
}

function healthProblems({ lanes, pim, heartbeats, timeOf }: HealthParts): HealthProblem[] {
  const problems: HealthProblem[] = [
    ...lanes.map((status) => ({ what: laneName(status.lane), error: status.error })),
    ...pim.map((status) => ({ what: pimName(status), error: status.error })),
  ].flatMap(({ what, error }) =>
    error?.stuck === true ? [{ what, code: error.code, message: error.message, cure: error.cure }] : [],
  );
  problems.push(...lanes.flatMap((status) => lossNear(status, timeOf(status.lane.tenantId))));
  const { lastSent, silence, interval } = heartbeats;
  if (silence > MISSED * interval) {
    const since = lastSent === undefined ? 'yet' : `since ${new Date(lastSent).toISOString()}`;
    problems.push({
      what: 'Elasticsearch',
      code: 'NO_HEARTBEAT',
      message: `no heartbeat was taken ${since}`,
      cure: 'See whether Elasticsearch answers and the key may write heartbeats: collect --check says.',
    });
  }
  return problems;
}

/** An error that passes is nobody's business, until it has lasted so long that content is about to be lost. */
function lossNear({ lane, cursor, error, failsFor }: LaneStatus, now: number): HealthProblem[] {
  if (cursor === undefined || error === undefined || error.stuck) return [];
  if (now - cursor <= LOSS_NEAR || failsFor < FAILS_FOR) return [];
  return [
    {
      what: laneName(lane),
      code: 'LOSS_NEAR',
      message: `reading has failed for an hour; what came after ${new Date(cursor).toISOString()} is lost when it is seven days old; ${error.code}: ${error.message}`,
      cure: 'End the error before: collect --check says what can be reached.',
    },
  ];
}

/** Without the query; it may be no path at all. */
function pathOf(target = ''): string {
  return target.split('?', 1)[0] ?? '';
}

async function answer(
  { method, url }: IncomingMessage,
  response: ServerResponse,
  parts: HealthParts,
): Promise<void> {
  const path = pathOf(url);
  if (method !== 'GET' && method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    json(response, 405, { methods: ['GET', 'HEAD'] });
  } else if (path === '/healthz') {
    json(response, 200, { status: 'alive' });
  } else if (path === '/readyz') {
    const problems = healthProblems(parts);
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
