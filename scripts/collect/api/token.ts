import type { Secret } from '../config/secret';
import type { Clock } from '../clock';

/** The identity of a tenant's application, and where it gets tokens. */
export interface Credentials {
  /** Root of Microsoft Entra ID, e.g. `https://login.microsoftonline.com`. */
  readonly login: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: Secret;
  /** The API that the token is for, e.g. `https://manage.office.com`. */
  readonly resource: string;
}

/** Posts a form; the answer's status and body. */
export type PostForm = (
  url: string,
  form: Readonly<Record<string, string>>,
) => Promise<{ readonly status: number; readonly body: string }>;

/** No token is to be had, and asking again does not help. */
export class TokenRefusedError extends Error {
  override readonly name = 'TokenRefusedError';

  constructor(
    /** Of Microsoft Entra ID, e.g. `AADSTS7000222`; undefined where it gave none. */
    readonly code: string | undefined,
    message: string,
    readonly cure: string,
  ) {
    super(message);
  }
}

/** The service that gives tokens failed in passing. */
export class TokenUnavailableError extends Error {
  override readonly name = 'TokenUnavailableError';
}

/** A token is renewed this long before it expires, milliseconds. */
const AHEAD = 5 * 60_000;

/**
 * Source: “Microsoft Entra authentication and authorization error codes”.
 */
const CURES: Readonly<Record<string, string>> = {
  AADSTS7000215:
    'The secret is wrong: take its value, not its id, from “Certificates & secrets” of the app registration.',
  AADSTS7000222:
    'The secret has expired: create a new one under “Certificates & secrets” of the app registration.',
  AADSTS700016: 'The tenant does not know this application: check client_id and tenant_id.',
  AADSTS90002: 'There is no such tenant: check tenant_id and cloud.',
  AADSTS900023: 'tenant_id is no tenant: check it, it is a GUID.',
  AADSTS53003:
    'A Conditional Access policy blocks the application: exclude it, or allow the address of this machine.',
  AADSTS7000112: 'The application is disabled in this tenant: enable it under “Enterprise applications”.',
};

/** Tokens of a tenant's application (client credentials, v2.0), renewed ahead of time, asked for once however many wait. */
export class TokenSource {
  #token: { readonly text: string; readonly renewAt: number } | undefined;
  #asked: Promise<string> | undefined;

  constructor(
    private readonly credentials: Credentials,
    private readonly post: PostForm,
    private readonly clock: Pick<Clock, 'now'>,
  ) {}

  /** A token that is valid for some minutes. @throws TokenRefusedError, TokenUnavailableError, SecretError */
  async token(): Promise<string> {
    const known = this.#token;
    if (known !== undefined && this.clock.now() < known.renewAt) return known.text;
    this.#asked ??= this.#ask().finally(() => {
      this.#asked = undefined;
    });
    return this.#asked;
  }

  /** A service refused this token: the next call asks for another, unless that was done already. */
  reject(token: string): void {
    if (this.#token?.text === token) this.#token = undefined;
  }

  async #ask(): Promise<string> {
    const { login, tenantId, clientId, clientSecret, resource } = this.credentials;
    const { status, body } = await this.post(`${login}/${tenantId}/oauth2/v2.0/token`, {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret.reveal(),
      scope: `${resource}/.default`,
    });
    const answer = parsed(body);
    const { access_token: text, expires_in: seconds } = answer;
    if (status === 200 && typeof text === 'string' && text !== '') {
      const lifetime = Number(seconds) * 1000;
      // A token that lives shorter than the lead is renewed at half of its life.
      const use = Number.isFinite(lifetime) ? Math.max(lifetime - AHEAD, lifetime / 2) : 0;
      this.#token = { text, renewAt: this.clock.now() + use };
      return text;
    }
    throw refused(status, answer);
  }
}

function refused(status: number, { error, error_description: description }: Record<string, unknown>): Error {
  const text = typeof description === 'string' ? description : '';
  const name = typeof error === 'string' ? error : `HTTP ${status}`;
  if (
    status === 429 ||
    status >= 500 ||
    status === 408 ||
    error === 'temporarily_unavailable' ||
    status === 200
  ) {
    return new TokenUnavailableError(`Microsoft Entra ID gives no token: ${text || name}`);
  }
  const code = /\bAADSTS\d+/.exec(text)?.[0];
  const cure = code === undefined ? undefined : CURES[code];
  return new TokenRefusedError(
    code,
    `Microsoft Entra ID refuses the application: ${text.split(/\r?\n/)[0] || name}`,
    cure ?? 'Check tenant_id, client_id and the secret against the app registration in Microsoft Entra ID.',
  );
}

function parsed(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
