/** Whether a failed connection is about the server's certificate: of an unknown authority, expired, or another server's. */
export function isCertificateTrouble({ message }: { readonly message: string }): boolean {
  return /\bcertificate|\baltnames?\b/i.test(message);
}

/** What to do about it; `key` of the configuration names the authority. */
export function certificateCure(key: string): string {
  return (
    `Is a private authority, or a proxy that looks into TLS, between? Name the PEM file of its certificate with “${key}” in the ` +
    'configuration. The address must be one that the certificate names.'
  );
}
