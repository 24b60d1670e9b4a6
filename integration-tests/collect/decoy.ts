import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Notes who asks it. */
export interface Decoy extends AsyncDisposable {
  readonly url: string;
  problems(): string[];
}

/** A host that nobody has a reason to ask. */
export async function startDecoy(): Promise<Decoy> {
  const asked: string[] = [];
  const server = createServer((request, answer) => {
    const { url = '', headers } = request;
    asked.push(`${url.slice(0, 80)} ${headers.authorization === undefined ? 'without' : 'with'} a token`);
    answer.writeHead(200, { 'content-type': 'application/json' }).end('[]');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    problems: () => asked.map((request) => `another host was asked: ${request}`),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
