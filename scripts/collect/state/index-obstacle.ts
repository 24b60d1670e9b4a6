import { errors } from '@elastic/elasticsearch';
import { SecretError } from '../config/secret';
import { noKey, notAllowed, passing, shortened, unanswered, wordsOf } from '../elasticsearch-obstacle';
import type { Obstacle, Words } from '../elasticsearch-obstacle';

const KEY =
  'Check elasticsearch.api_key: it needs the privileges read and write on the index of the state, as those that ' +
  '`npm run setup -- --state-index …` makes, and the index must be there.';

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
export function obstacleOf(error: unknown): Obstacle | undefined {
  if (error instanceof SecretError) return noKey(error);
  if (error instanceof DocumentError)
    return ofWords({ status: error.status, type: error.type, reason: error.message });
  if (error instanceof errors.ResponseError) return ofWords(wordsOf(error));
  if (![...UNANSWERED, ...STRANGE].some((kind) => error instanceof kind)) return undefined;
  const { name, message } = error as Error;
  return unanswered(name, shortened(message));
}

function ofWords(words: Words): Obstacle | undefined {
  const denied = notAllowed(words, KEY);
  if (denied) return denied;
  // Without words of Elasticsearch it is of something on the way.
  const passes = PASSING.includes(words.status) || words.status >= 500 || words.type === undefined;
  return passes ? passing(words) : undefined;
}
