import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:tls';
import type { Authority } from './authority';

export interface TlsFront extends AsyncDisposable {
  readonly url: string;
  /** From now on what comes is passed on to this address. */
  leadTo(url: string): void;
}

/** Takes TLS connections on 127.0.0.1, and passes on to a server without TLS what is said in them. */
export async function startTlsFront({ certificate: cert, key }: Authority): Promise<TlsFront> {
  const open = new Set<Socket>();
  let target = '';
  const server = createServer({ cert, key }, (outer) => {
    const { hostname, port } = new URL(target);
    const inner = connect(Number(port), hostname);
    for (const [one, other] of [
      [outer, inner],
      [inner, outer],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy()).on('close', () => open.delete(one));
    }
  });
  // Who does not trust the certificate goes away.
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo: (url) => {
      target = url;
    },
    [Symbol.asyncDispose]: () =>
      new Promise((closed) => {
        server.close(() => closed());
        for (const socket of open) socket.destroy();
      }),
  };
}
