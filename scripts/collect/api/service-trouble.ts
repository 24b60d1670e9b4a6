import { SecretError } from '../config/secret';
import { certificateCure, isCertificateTrouble } from './certificate-trouble';
import { NetworkError } from './http';
import { StrangeAddressError } from './strange-address';
import { TokenRefusedError, TokenUnavailableError } from './token';

/** Why a service of Microsoft cannot be read, whichever it is. */
export interface ServiceTrouble {
  readonly code: string;
  readonly message: string;
  /** What somebody must do; undefined where it may pass. */
  readonly cure: string | undefined;
}

/** Undefined for what the service itself refuses, and for a fault of the collector or of its state. */
export function serviceTrouble(error: unknown): ServiceTrouble | undefined {
  if (error instanceof TokenRefusedError) {
    return { code: error.code ?? 'TOKEN_REFUSED', message: error.message, cure: error.cure };
  }
  if (error instanceof SecretError) {
    const cure = 'Give the secret there; it is read again by itself.';
    return { code: 'SECRET', message: error.message, cure };
  }
  if (error instanceof StrangeAddressError) {
    const cure = 'Check cloud, and whether a proxy changes answers.';
    return { code: 'STRANGE_ADDRESS', message: error.message, cure };
  }
  if (error instanceof NetworkError) {
    const cure = isCertificateTrouble(error) ? certificateCure('ca') : undefined;
    return { code: error.code, message: error.message, cure };
  }
  if (error instanceof TokenUnavailableError) {
    return { code: 'TOKEN', message: error.message, cure: undefined };
  }
  return undefined;
}
