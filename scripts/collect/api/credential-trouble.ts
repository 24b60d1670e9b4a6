import { SecretError } from '../config/secret';
import { TokenRefusedError } from './token';

/** Why there is no token until somebody acts. */
export interface CredentialTrouble {
  readonly code: string;
  readonly message: string;
  readonly cure: string;
}

/** Undefined for an error that is not about the application's credentials. */
export function credentialTrouble(error: unknown): CredentialTrouble | undefined {
  if (error instanceof TokenRefusedError) {
    return { code: error.code ?? 'TOKEN_REFUSED', message: error.message, cure: error.cure };
  }
  if (error instanceof SecretError) {
    return {
      code: 'SECRET',
      message: error.message,
      cure: 'Give the secret there; it is read again by itself.',
    };
  }
  return undefined;
}
