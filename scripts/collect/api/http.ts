import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { Agent, ProxyAgent, request } from 'undici';
import type { Dispatcher } from 'undici';

/** No answer came, or it broke off. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';

  constructor(
    /** e.g. `ECONNRESET`, `UND_ERR_HEADERS_TIMEOUT`. */
    readonly code: string,
    message: string,
    options: ErrorOptions,
  ) {
    super(message, options);
  }
}

export interface HttpRequest {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as a form. */
  readonly form?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as it comes; to be read to its end or left by `return`. @throws NetworkError */
  readonly body: AsyncIterable<Buffer>;
}

export interface HttpOptions {
  readonly proxy: string | undefined;
  /** PEM file of a private authority. */
  readonly ca: string | undefined;
  /** How long is waited for the pieces of a body together, milliseconds. */
  readonly bodyWait?: number;
}

const CONNECT_TIMEOUT = 15_000;
const HEADERS_TIMEOUT = 60_000;
/** Between two pieces of a body. */
const BODY_TIMEOUT = 30_000;
/** For all pieces of a body together: one that trickles must not hold what others wait for. */
const BODY_WAIT = 5 * 60_000;
/** Bytes of a body that is taken as a whole: a listing of some thousand blobs. */
const LONGEST_TEXT = 32 * 1024 * 1024;

/** Requests to Microsoft: through the proxy where there is one, without following redirects. */
export class Http implements AsyncDisposable {
  readonly #dispatcher: Dispatcher;
  readonly #bodyWait: number;

  /** @throws an error of the file system when the authority's file cannot be read */
  constructor({ proxy, ca, bodyWait = BODY_WAIT }: HttpOptions) {
    this.#bodyWait = bodyWait;
    const tls = ca === undefined ? {} : { ca: [...rootCertificates, readFileSync(ca, 'utf8')] };
    const timeouts = { headersTimeout: HEADERS_TIMEOUT, bodyTimeout: BODY_TIMEOUT };
    this.#dispatcher =
      proxy === undefined
        ? new Agent({ ...timeouts, connect: { ...tls, timeout: CONNECT_TIMEOUT } })
        : new ProxyAgent({
            ...timeouts,
            uri: proxy,
            requestTls: { ...tls, timeout: CONNECT_TIMEOUT },
            proxyTls: { ...tls, timeout: CONNECT_TIMEOUT },
          });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#dispatcher.destroy();
  }

  /** @throws NetworkError */
  async send(
    url: string,
    { method = 'GET', headers = {}, form, signal }: HttpRequest = {},
  ): Promise<HttpAnswer> {
    try {
      const answer = await request(url, {
        dispatcher: this.#dispatcher,
        method,
        headers:
          form === undefined ? headers : { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        ...(form === undefined ? {} : { body: new URLSearchParams(form).toString() }),
        ...(signal === undefined ? {} : { signal }),
      });
      return {
        status: answer.statusCode,
        headers: plain(answer.headers),
        body: pieces(answer.body, this.#bodyWait, signal),
      };
    } catch (error) {
      throw networkError(error, signal);
    }
  }

  /** The same with the whole body as text. @throws NetworkError */
  async text(
    url: string,
    options: HttpRequest = {},
  ): Promise<{ status: number; headers: Readonly<Record<string, string>>; body: string }> {
    const answer = await this.send(url, options);
    return {
      status: answer.status,
      headers: answer.headers,
      body: (await wholeBody(answer)).toString('utf8'),
    };
  }
}

/** @throws NetworkError, also when there is no end of it */
export async function wholeBody({ body }: Pick<HttpAnswer, 'body'>): Promise<Buffer> {
  const held: Buffer[] = [];
  let length = 0;
  for await (const piece of body) {
    length += piece.length;
    if (length > LONGEST_TEXT) throw new NetworkError('TOO_LONG', 'an answer has no end', {});
    held.push(piece);
  }
  return Buffer.concat(held);
}

/** @param most milliseconds of waiting for pieces, whatever their consumer takes */
async function* pieces(
  body: AsyncIterable<Buffer>,
  most: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Buffer> {
  let waited = 0;
  let since = performance.now();
  try {
    for await (const piece of body) {
      waited += performance.now() - since;
      if (waited > most) throw new NetworkError('TOO_SLOW', 'an answer trickles', {});
      yield piece;
      since = performance.now();
    }
  } catch (error) {
    throw error instanceof NetworkError ? error : networkError(error, signal);
  }
}

/** What was aborted by us is no error of the network. */
function networkError(error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted === true || !Error.isError(error)) return error;
  const cause = Error.isError(error.cause) ? error.cause : error;
  const { code = 'NETWORK' } = cause as NodeJS.ErrnoException;
  return new NetworkError(code, cause.message === '' ? code : cause.message, { cause: error });
}

function plain(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}
