import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { ContentError } from '../base/errors';

/** Trusts the certificates of a PEM file too, for every TLS connection of this process. Throws ContentError. */
export function trustAuthority(file: string): void {
  let certificates: string[];
  try {
    certificates =
      readFileSync(file, 'utf8').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    for (const certificate of certificates) new X509Certificate(certificate);
  } catch (error) {
    throw badAuthority(file, error instanceof Error ? error.message : String(error));
  }
  if (certificates.length === 0) throw badAuthority(file, 'there is no certificate in it');
  setDefaultCACertificates([...getCACertificates(), ...certificates]);
}

function badAuthority(file: string, reason: string): ContentError {
  return new ContentError({
    code: 'CALL_BAD_CA',
    message: `--ca ${file} cannot be used: ${reason}`,
    expected: 'a PEM file with the certificate of the authority that signed the one of the server',
    hint: 'For a Kibana set up by Elastic’s wizard it is http_ca.crt or kibana-server.crt.',
  });
}
