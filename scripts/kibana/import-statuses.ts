/** Whose fault it is that no answer came that tells of rules: of the call, of Kibana itself, or Kibana is not there. */
export type RefusalCause = 'call' | 'kibana' | 'away';

/** Code of the refusal after which a part is halved. */
export const TOO_LARGE = 'KIBANA_TOO_LARGE';

/** What an HTTP status of Kibana means, and the cure. */
export interface StatusRule {
  readonly cause: RefusalCause;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly maybeImported?: boolean;
}

export const BY_STATUS: Readonly<Record<number, StatusRule>> = {
  400: {
    cause: 'call',
    code: 'KIBANA_BAD_REQUEST',
    message: 'Kibana does not take the request',
    hint: 'The pack is for Kibana 9.2 and later; look at the version of Kibana, and with --file at the file.',
  },
  401: {
    cause: 'call',
    code: 'KIBANA_UNAUTHORIZED',
    message: 'Kibana does not know the API key',
    hint: 'Is it of this cluster, not expired and not invalidated? KIBANA_API_KEY takes the encoded form that Kibana shows when it makes the key.',
  },
  403: {
    cause: 'call',
    code: 'KIBANA_FORBIDDEN',
    message: 'the API key may not import rules in this space',
    hint: 'Its owner needs All for Rules (Security > Rules, Alerts, and Exceptions; before 9.3: Security) in the space, and manage, write, read and view_index_metadata on .alerts-security.alerts-<space>, .lists-<space> and .items-<space>; docs/importing.md has the role.',
  },
  404: {
    cause: 'call',
    code: 'KIBANA_NOT_FOUND',
    message: 'there is no import API at this address',
    hint: 'Is it Kibana and not Elasticsearch? Has Kibana a base path (server.basePath)? Does the space exist? Is the Security solution there, and not hidden in the space?',
  },
  409: {
    cause: 'kibana',
    code: 'KIBANA_CONFLICT',
    message: 'Kibana refuses the whole request as a conflict',
    hint: 'Is another import running? Wait for it, then run the command again.',
  },
  413: {
    cause: 'kibana',
    code: TOO_LARGE,
    message: 'it is larger than Kibana or a proxy before it takes',
    hint: 'Raise the limit: client_max_body_size of nginx, xpack.securitySolution.maxRuleImportPayloadBytes of Kibana.',
  },
  429: {
    cause: 'away',
    code: 'KIBANA_TOO_MANY_REQUESTS',
    message: 'Kibana still has too many requests, also after waiting',
    hint: 'Run the command again later; with --overwrite, rules that are there already are no fault.',
  },
  500: {
    cause: 'kibana',
    code: 'KIBANA_FAULT',
    message: 'Kibana failed on the request',
    hint: 'Its log says why. Some of the rules may be imported: run the command again with --overwrite.',
    maybeImported: true,
  },
  502: gateway('a proxy gets no answer from Kibana'),
  503: {
    cause: 'away',
    code: 'KIBANA_UNAVAILABLE',
    message: 'Kibana is starting or overloaded, also after waiting',
    hint: 'Wait until its status page (/api/status) says available.',
  },
  504: gateway('a proxy did not wait for the answer of Kibana'),
};

function gateway(message: string): StatusRule {
  return {
    cause: 'away',
    code: 'KIBANA_GATEWAY',
    message,
    hint: 'Is Kibana up? Raise the time limit of the proxy. Some of the rules may be imported: run the command again with --overwrite.',
    maybeImported: true,
  };
}
