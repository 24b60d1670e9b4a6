import type { FastifyReply, FastifyRequest } from 'fastify';

/** The operations of the API, and the token endpoint beside it. */
export type Operation = 'token' | 'list' | 'start' | 'content' | 'blob';

/** An answer in place of the right one. */
export interface Fault {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** No answer: the connection is closed. */
  readonly hangUp?: boolean;
}

/** An error as the API words it. */
export function afError(status: number, code: string, headers: Readonly<Record<string, string>> = {}): Fault {
  return { status, body: { error: { code, message: `the message of ${code}` } }, headers };
}

/** Failures that pass: what they leave out must be asked for again. */
export const PASSING_FAULTS: Readonly<Record<string, Fault>> = {
  'HTTP 500 with AF50000': afError(500, 'AF50000'),
  'HTTP 503 with HTML': {
    status: 503,
    body: '<html>try later</html>',
    headers: { 'content-type': 'text/html' },
  },
  'HTTP 429 with Retry-After': { status: 429, body: '', headers: { 'retry-after': '0' } },
  'HTTP 403 with AF429': afError(403, 'AF429', { 'retry-after': '0' }),
  'HTTP 401 with an empty body': { status: 401, body: '' },
  'truncated JSON': {
    status: 200,
    body: '[{"contentUri":"http://',
    headers: { 'content-type': 'text/json' },
  },
  'an object where an array belongs': { status: 200, body: { Message: 'An error has occurred.' } },
  'a closed connection': { status: 0, hangUp: true },
};

export interface PlannedFault {
  readonly fault: Fault;
  readonly applies: (operation: Operation, request: FastifyRequest) => boolean;
  times: number;
}

export async function answerWith(fault: Fault, reply: FastifyReply): Promise<void> {
  if (fault.hangUp === true) {
    reply.hijack();
    reply.raw.destroy();
    return;
  }
  await reply
    .code(fault.status)
    .headers(fault.headers ?? {})
    .send(fault.body);
}
