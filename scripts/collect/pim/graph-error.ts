import { errorIn } from '../api/answer';

/** An answer of Microsoft Graph that is none of what was asked for. */
export class GraphError extends Error {
  override readonly name = 'GraphError';

  constructor(
    readonly code: string,
    message: string,
    /** What somebody must do; undefined where it may pass. */
    readonly cure: string | undefined,
    /** Milliseconds to wait, by Retry-After. */
    readonly wait: number | undefined,
  ) {
    super(message);
  }
}

/** Source: Microsoft Graph, “error responses and resource types”; licence requirements of PIM. */
export function graphError(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
): GraphError {
  const { code = `HTTP ${status}`, message = `Microsoft Graph answers ${status}` } = errorIn(body);
  const seconds = Number(headers['retry-after']);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : undefined;
  return new GraphError(code, message, cureOf(status, code), wait);
}

function cureOf(status: number, code: string): string | undefined {
  if (status === 429 || status === 408 || status >= 500) return undefined;
  if (/License/i.test(code)) {
    return 'PIM’s alerts need Microsoft Entra ID P2 or Governance: switch pim_alerts off for this tenant.';
  }
  if (status === 403) {
    return 'Grant the application permission RoleManagementAlert.Read.Directory of Microsoft Graph and consent to it.';
  }
  if (status === 401) return 'Microsoft Graph takes no token of this application: check cloud and endpoints.';
  return 'Microsoft Graph refuses the request: its message says why.';
}
