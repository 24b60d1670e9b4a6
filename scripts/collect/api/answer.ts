import type { ContentType } from '../services';

/** What the Management Activity API answered to a request that it did not fulfil. */
export interface Refusal {
  readonly status: number;
  /** e.g. `AF20022`; undefined where the body says none. */
  readonly code: string | undefined;
  readonly message: string;
  /** Milliseconds by the header Retry-After. */
  readonly retryAfter: number | undefined;
}

/**
 * What a collector does about it.
 * - `renew`: the token is not accepted (any more): a new one, once.
 * - `wait`: too many requests; nothing of the tenant is asked before that time (milliseconds, undefined: back off).
 * - `retry`: the service failed in passing: back off.
 * - `subscribe`: the content type is not subscribed: list, start, list the window once more.
 * - `subscribed`: it is subscribed already, which is what was wanted.
 * - `started`: it was started too often; `after` milliseconds another start is allowed.
 * - `window`: the window is not accepted: compute it anew from the time that the service says it is.
 * - `relist`: the address of a page is not valid any more: the window from its first page.
 * - `lost`: the blob is unknown or has expired: counted as a loss.
 * - `audit-off`: unified audit logging is switched off in the tenant; asked again in an hour.
 * - `stop-type`: this content type cannot be read as the collector is set up; reported, the others go on.
 * - `stop-tenant`: nothing of this tenant can be read as the collector is set up.
 */
export type Action =
  | {
      readonly do:
        'renew' | 'retry' | 'subscribe' | 'subscribed' | 'window' | 'relist' | 'lost' | 'audit-off';
    }
  | { readonly do: 'wait' | 'started'; readonly after: number | undefined }
  | { readonly do: 'stop-type' | 'stop-tenant'; readonly cure: string };

const BY_CODE: Readonly<Record<string, Action>> = {
  AF20001: {
    do: 'stop-type',
    cure: 'The request lacks a parameter: report this as a fault of the collector.',
  },
  AF20002: {
    do: 'stop-type',
    cure: 'A parameter has a wrong type: report this as a fault of the collector.',
  },
  AF20003: {
    do: 'stop-type',
    cure: 'An expiration lies in the past: report this as a fault of the collector.',
  },
  AF20010: { do: 'stop-tenant', cure: 'The token is of another tenant: check tenant_id.' },
  AF20011: { do: 'stop-tenant', cure: 'The tenant is not known: check tenant_id and cloud.' },
  AF20012: { do: 'stop-tenant', cure: 'The tenant is not set up for Office 365: check tenant_id and cloud.' },
  AF20013: { do: 'stop-tenant', cure: 'tenant_id must be the GUID of the tenant.' },
  AF20020: {
    do: 'stop-type',
    cure: 'The cloud of this tenant has no such content type: switch the service off.',
  },
  AF20021: { do: 'stop-type', cure: 'A webhook was asked for: report this as a fault of the collector.' },
  AF20022: { do: 'subscribe' },
  AF20023: { do: 'subscribe' },
  AF20024: { do: 'subscribed' },
  AF20030: { do: 'window' },
  AF20055: { do: 'window' },
  AF20031: { do: 'relist' },
  AF20050: { do: 'lost' },
  AF20051: { do: 'lost' },
  AF20052: { do: 'lost' },
  AF50000: { do: 'retry' },
  AF50005: { do: 'retry' },
  AF50006: { do: 'retry' },
};

/** No token is accepted, however new. */
export const NOT_ACCEPTED: Action & { readonly do: 'stop-tenant' } = {
  do: 'stop-tenant',
  cure: 'The service accepts no token of this application: check cloud, endpoints and tenant_id.',
};

/** Answers after which the same request may succeed. */
const PASSING = new Set([408, 425, 500, 502, 503, 504]);

/**
 * What to do about a refusal.
 * Source: the error codes of the Office 365 Management Activity API reference; the HTTP statuses are not documented and
 * differ in practice, so that the code decides before the status.
 *
 * @param asked a start, which has a limit of its own, or anything else
 * @param contentType what was asked for; left out where that was nothing of one content type
 */
export function actionFor(
  { status, code, message, retryAfter }: Refusal,
  asked: 'start' | 'read',
  contentType?: ContentType,
): Action {
  if (code === '429') {
    return { do: asked === 'start' ? 'started' : 'wait', after: retryAfter ?? statedWait(message) };
  }
  if (code === 'AF429' || status === 429) return { do: 'wait', after: retryAfter };
  if (code === 'AF10001') return { do: 'stop-tenant', cure: permissionCure(contentType) };
  const known = code === undefined ? undefined : BY_CODE[code];
  if (known !== undefined) return known;
  if (/\bTenant \S+ does not exist\b/.test(message)) return { do: 'audit-off' };
  if (status === 401) return { do: 'renew' };
  if (PASSING.has(status)) return { do: 'retry' };
  if (status === 404 || status === 410) return { do: 'lost' };
  return { do: 'stop-type', cure: 'The service refuses this request; its message says why.' };
}

/** DLP.All needs both: subscriptions are listed with the first one. */
function permissionCure(contentType: ContentType | undefined): string {
  const of = 'of “Office 365 Management APIs” and consent to';
  return contentType === 'DLP.All'
    ? `Grant the application permissions ActivityFeed.Read and ActivityFeed.ReadDlp ${of} them.`
    : `Grant the application permission ActivityFeed.Read ${of} it.`;
}

/** Of a message such as `Please retry again after 14m 56s.`, milliseconds. */
function statedWait(message: string): number | undefined {
  const [, minutes, seconds] = /\bafter (?:(\d+)m)? ?(?:(\d+)s)?/.exec(message) ?? [];
  if (minutes === undefined && seconds === undefined) return undefined;
  return (Number(minutes ?? 0) * 60 + Number(seconds ?? 0)) * 1000;
}

/** Reads the body and headers of an answer that is no success. */
export function refusalOf(
  status: number,
  body: string,
  retryAfter: string | undefined,
  now: number,
): Refusal {
  const { code, message } = errorIn(body);
  return {
    status,
    code,
    message: message ?? (body.slice(0, 300) || `HTTP ${status}`),
    retryAfter: retryAfterOf(retryAfter, now),
  };
}

/** Of the body of an error, as the Management API and Microsoft Graph have it. */
export function errorIn(body: string): { code?: string | undefined; message?: string | undefined } {
  try {
    const { error } = JSON.parse(body) as { error?: { code?: unknown; message?: unknown } };
    return {
      code: typeof error?.code === 'string' ? error.code : undefined,
      message: typeof error?.message === 'string' ? error.message : undefined,
    };
  } catch {
    return {};
  }
}

/** Seconds or a date (RFC 9110), as milliseconds from now on. */
function retryAfterOf(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
