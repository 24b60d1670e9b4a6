import type { Refusal } from './import-refusal';

interface Cause {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly maybeImported?: boolean;
}

const RETRY = 'Some of the rules may be imported: run the command again with --overwrite.';

/** Errors of Node, OpenSSL and undici by their code, or by their text; the first pattern that fits counts. */
const CAUSES: readonly (readonly [RegExp, Cause])[] = [
  [
    /^ECONNREFUSED$/,
    {
      code: 'KIBANA_REFUSED_CONNECTION',
      message: 'nothing listens at this address',
      hint: 'Is Kibana running, and is the port right (5601 by default)?',
    },
  ],
  [
    // The Fetch standard's list of ports of other services; there is no code for it.
    /^bad port$/,
    {
      code: 'KIBANA_REFUSED_CONNECTION',
      message: 'no request was sent, as this port belongs to another service',
      hint: 'Name the port of Kibana (5601 by default).',
    },
  ],
  [
    /^(ENOTFOUND|EAI_AGAIN)$/,
    {
      code: 'KIBANA_UNKNOWN_HOST',
      message: 'the name of the host cannot be resolved',
      hint: 'Is it spelt right, and does it need a VPN or another name server?',
    },
  ],
  [
    /^(ERR_TLS_CERT_ALTNAME_INVALID)$/,
    {
      code: 'KIBANA_TLS_NAME',
      message: 'the certificate is of another host',
      hint: 'Name Kibana by a host name that its certificate has.',
    },
  ],
  [
    /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|INVALID_CA|ERR_TLS_CERT)/,
    {
      code: 'KIBANA_TLS_UNTRUSTED',
      message: 'the certificate of Kibana is not trusted',
      hint: 'Name the certificate of the authority that signed it by --ca <file.pem>, and see that it has not expired.',
    },
  ],
  [
    /^(EPROTO|ERR_SSL_)/,
    {
      code: 'KIBANA_TLS_FAILED',
      message: 'no TLS at this address',
      hint: 'Does Kibana listen for http:// there? Else see which TLS versions it takes (server.ssl.supportedProtocols).',
    },
  ],
  [
    /^(TimeoutError|UND_ERR_(HEADERS|BODY)_TIMEOUT)$/,
    {
      code: 'KIBANA_TIMEOUT',
      message: 'Kibana did not answer in time',
      hint: `Raise --timeout. ${RETRY}`,
      maybeImported: true,
    },
  ],
  [
    /^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/,
    {
      code: 'KIBANA_UNREACHABLE',
      message: 'no connection to this address comes about',
      hint: 'Does a firewall stand between, or is a proxy needed (HTTPS_PROXY with NODE_USE_ENV_PROXY=1)?',
    },
  ],
];

const OTHER: Cause = {
  code: 'KIBANA_CONNECTION_LOST',
  message: 'the connection broke before the answer was complete',
  hint: RETRY,
  maybeImported: true,
};

/** Why a request found no server or lost it, from what `fetch` threw. */
export function refusalOfNetwork(error: unknown, address: string): Refusal {
  const { code, text } = innermost(error);
  const [, cause = OTHER] = CAUSES.find(([pattern]) => pattern.test(code) || pattern.test(text)) ?? [];
  return {
    cause: 'away',
    problem: { code: cause.code, message: `${cause.message}: ${address}`, found: text, hint: cause.hint },
    maybeImported: cause.maybeImported ?? false,
  };
}

/** `fetch` hides the reason in `cause`, and a host of several addresses in an AggregateError. */
function innermost(error: unknown): { code: string; text: string } {
  if (typeof error !== 'object' || error === null) return { code: '', text: String(error) };
  const { code, message, name, cause, errors } = error as {
    code?: unknown;
    message?: string;
    name?: string;
    cause?: unknown;
    errors?: readonly unknown[];
  };
  const text = message ?? '';
  if (typeof code === 'string') return { code, text: text === '' ? code : text };
  const inner = cause ?? errors?.[0];
  return inner === undefined ? { code: name ?? '', text } : innermost(inner);
}
