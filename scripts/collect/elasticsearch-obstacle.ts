import type { errors } from '@elastic/elasticsearch';
import { certificateCure, isCertificateTrouble } from './api/certificate-trouble';
import type { SecretError } from './config/secret';

/** Something that keeps Elasticsearch from being written or read, for people. */
export interface Obstacle {
  readonly code: string;
  readonly message: string;
  readonly cure: string | undefined;
  /** It does not go away by itself. */
  readonly stuck: boolean;
}

/** What Elasticsearch, or something on the way, says of a request or of one document. */
export interface Words {
  readonly status: number;
  /** Of Elasticsearch's error, e.g. `security_exception`; undefined where the answer is not its own. */
  readonly type: string | undefined;
  readonly reason: string;
}

/** Characters of a message; an answer may be a whole page of HTML. */
const LONGEST = 300;

export function wordsOf({ statusCode, body, message }: errors.ResponseError): Words {
  const { error: said } = ((body as unknown) ?? {}) as { error?: { type?: string; reason?: string } };
  return {
    status: statusCode ?? 0,
    type: said?.type,
    reason: said?.reason ?? shortened(message),
  };
}

export function shortened(message: string): string {
  return message.slice(0, LONGEST);
}

/** The file or variable of the key is not there. */
export function noKey({ message }: Pick<SecretError, 'message'>): Obstacle {
  return {
    code: 'SECRET',
    message,
    cure: 'Give the key there; it is read again by itself.',
    stuck: true,
  };
}

/** There was no answer, or none of Elasticsearch's: it passes, unless the certificate is not trusted. */
export function unanswered(code: string, message: string): Obstacle {
  const cure = isCertificateTrouble({ message }) ? certificateCure('elasticsearch.ca') : undefined;
  return { code, message, cure, stuck: cure !== undefined };
}

/** Worth another try, sooner or later. */
export function passing(words: Words): Obstacle {
  return { ...named(words), cure: undefined, stuck: false };
}

/** Somebody must act. */
export function stuck(words: Words, cure: string): Obstacle {
  return { ...named(words), cure, stuck: true };
}

/**
 * The key may not do this, or nobody may; undefined where it is something else.
 *
 * @param keyCure what the key must have
 */
export function notAllowed(words: Words, keyCure: string): Obstacle | undefined {
  const { status, type } = words;
  if (status === 403 && type === 'cluster_block_exception')
    return stuck(words, 'Lift the write block of the index or cluster.');
  return status === 401 || status === 403 ? stuck(words, keyCure) : undefined;
}

function named({ status, type, reason }: Words): { code: string; message: string } {
  return { code: type ?? `HTTP_${status}`, message: `Elasticsearch says ${status}: ${reason}` };
}
