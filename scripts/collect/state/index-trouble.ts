import { errors } from '@elastic/elasticsearch';
import { certificateCure, isCertificateTrouble } from '../api/certificate-trouble';
import { SecretError } from '../config/secret';
import type { StateTrouble } from './state-parts';

/** Statuses that pass by themselves, also while the state is opened. */
const PASSING = [408, 429, 502, 503, 504];
/** Failures of a connection, or of what answers instead of Elasticsearch. */
const UNANSWERED = [
  errors.ConnectionError,
  errors.TimeoutError,
  errors.NoLivingConnectionsError,
  errors.RequestAbortedError,
];
const STRANGE = [errors.DeserializationError, errors.ProductNotSupportedError];

/** What an answer says of single documents while it is 200 as a whole. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';

  constructor(
    readonly status: number,
    readonly type: string | undefined,
    reason: string | undefined,
  ) {
    super(reason ?? type ?? `status ${status}`);
  }

  /** By an error that has no status of its own, as those of `_mget`. */
  static of({ type, reason }: { readonly type: string; readonly reason?: string | null }): DocumentError {
    const status = type === 'index_not_found_exception' ? 404 : type === 'security_exception' ? 403 : 503;
    return new DocumentError(status, type, reason ?? undefined);
  }
}

/** Whether it is worth another try before it is known that everything is right with the key and the index. */
export function passesEarly(error: unknown): boolean {
  if (error instanceof errors.ResponseError) return PASSING.includes(error.statusCode ?? 0);
  if (error instanceof DocumentError) return PASSING.includes(error.status);
  return UNANSWERED.some((kind) => error instanceof kind);
}

/** What to wait for, once index and key have been in order; undefined when the state is not what it was. */
export function troubleOf(error: unknown): StateTrouble | undefined {
  if (error instanceof SecretError)
    return {
      code: 'SECRET',
      message: error.message,
      cure: 'Give the key there; it is read again by itself.',
      stuck: true,
    };
  if (error instanceof DocumentError) return ofStatus(error.status, error.type, error.message);
  if (error instanceof errors.ResponseError) {
    const { error: said } = ((error.body as unknown) ?? {}) as {
      error?: { type?: string; reason?: string };
    };
    return ofStatus(error.statusCode ?? 0, said?.type, said?.reason ?? error.message.slice(0, 300));
  }
  if (![...UNANSWERED, ...STRANGE].some((kind) => error instanceof kind)) return undefined;
  const { name: code, message } = error as Error;
  const cure = isCertificateTrouble({ message }) ? certificateCure('elasticsearch.ca') : undefined;
  return { code, message: message.slice(0, 300), cure, stuck: cure !== undefined };
}

function ofStatus(status: number, type: string | undefined, reason: string): StateTrouble | undefined {
  const named = { code: type ?? `HTTP_${status}`, message: `Elasticsearch says ${status}: ${reason}` };
  if (status === 403 && type === 'cluster_block_exception')
    return { ...named, cure: 'Lift the write block of the index or cluster.', stuck: true };
  if (status === 401 || status === 403)
    return {
      ...named,
      cure:
        'Check elasticsearch.api_key: it needs the privileges read and write on the index of the state, as those that ' +
        '`npm run setup -- --state-index …` makes, and the index must be there.',
      stuck: true,
    };
  // Without words of Elasticsearch it is of something on the way.
  const passes = PASSING.includes(status) || status >= 500 || type === undefined;
  return passes ? { ...named, cure: undefined, stuck: false } : undefined;
}
