import { RefusedError } from '../api/management-client';
import { serviceTrouble } from '../api/service-trouble';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** What a lane does about an error that ended its window. */
export interface Trouble {
  readonly code: string;
  readonly message: string;
  readonly cure: string | undefined;
  /** Somebody must act; it is tried again all the same, as they may. */
  readonly stuck: boolean;
  /** Milliseconds before the next attempt; undefined: back off. */
  readonly wait: number | undefined;
  /** Subscriptions are looked after first. */
  readonly subscribe: boolean;
}

const STUCK = { stuck: true, wait: 5 * MINUTE, subscribe: true };
const PASSING = { stuck: false, wait: undefined, subscribe: false, cure: undefined };

/** Undefined for what is no trouble of the service but a fault of the collector or of its state. */
export function troubleOf(error: unknown): Trouble | undefined {
  const trouble = serviceTrouble(error);
  if (trouble) return { ...(trouble.cure === undefined ? PASSING : STUCK), ...trouble };
  return error instanceof RefusedError ? ofRefusal(error) : undefined;
}

function ofRefusal(error: RefusedError): Trouble {
  const { action, code, message } = error;
  switch (action.do) {
    case 'stop-type':
    case 'stop-tenant':
      return { ...STUCK, code, message, cure: action.cure };
    case 'audit-off':
      return {
        ...STUCK,
        code: 'AUDIT_OFF',
        message,
        cure: 'Switch unified audit logging on: Set-AdminAuditLogConfig -UnifiedAuditLogIngestionEnabled $true; it takes up to an hour.',
        wait: 60 * MINUTE,
      };
    case 'lost':
      return {
        ...STUCK,
        code,
        message,
        cure: 'The service does not know this address: check cloud, endpoints and tenant_id.',
      };
    case 'subscribe':
      return { ...PASSING, code, message, subscribe: true };
    default:
      return { ...PASSING, code, message };
  }
}
