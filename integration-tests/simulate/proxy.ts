import { createServer, request } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands between a client and the shared server and notes what goes through. */
export interface Proxy extends AsyncDisposable {
  readonly url: string;
  /** E.g. `POST /_search`; without the query string. */
  readonly requests: readonly string[];
}

/** What it does instead of passing a request on: an answer of its own, or a broken connection. */
export type Instead = (place: number, path: string) => number | 'broken' | undefined;

/** A proxy on loopback; requests are counted from 1. */
export async function startProxy(instead: Instead = () => undefined): Promise<Proxy> {
  const requests: string[] = [];
  const server = createServer((incoming, answer) => {
    const path = incoming.url?.split('?')[0] ?? '';
    const place = requests.push(`${incoming.method ?? ''} ${path}`);
    const act = instead(place, path);
    if (act === 'broken') incoming.destroy();
    else if (act === undefined) pass(incoming, answer);
    else incoming.resume().on('end', () => answer.writeHead(act, HEADERS).end('{"error":{"reason":"busy"}}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

const HEADERS = { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' };

function pass(incoming: IncomingMessage, answer: ServerResponse): void {
  const { method, headers, url } = incoming;
  const onward = request(
    new URL(url ?? '/', process.env['ELASTICSEARCH_URL']),
    { method, headers },
    (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    },
  );
  onward.on('error', () => answer.destroy());
  incoming.pipe(onward);
}
