import { generate } from 'selfsigned';

/** A certificate authority of a test, and the certificate of a server on 127.0.0.1 that it signed; PEM. */
export interface Authority {
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
}

/** Makes both anew. */
export async function makeAuthority(): Promise<Authority> {
  const keys = { keyType: 'ec', algorithm: 'sha256' } as const;
  const authority = await generate([{ name: 'commonName', value: 'Test authority' }], {
    ...keys,
    extensions: [{ name: 'basicConstraints', cA: true, critical: true }],
  });
  const server = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    ...keys,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  return { ca: authority.cert, certificate: server.cert, key: server.private };
}
