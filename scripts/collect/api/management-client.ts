import type { TenantConfig } from '../config/collector-config';
import type { Clock } from '../clock';
import type { LaneFetches } from '../lane/lane-fetches';
import type { LaneStatus } from '../status/lane-status';
import { NOT_ACCEPTED, actionFor, refusalOf } from './answer';
import type { Action, Refusal } from './answer';
import { backOff, throttledWait } from './back-off';
import { isCertificateTrouble } from './certificate-trouble';
import { NetworkError, wholeBody } from './http';
import type { Http, HttpAnswer } from './http';
import { blobsOf, fieldsOf } from './listing';
import type { Listing } from './listing';
import type { PassingTrouble } from './passing-trouble';
import type { RequestBudget } from './request-budget';
import type { ServerTime } from './server-time';
import { StrangeAddressError } from './strange-address';
import { TokenUnavailableError } from './token';
import type { TokenSource } from './token';

/** The service does not do what was asked, and asking again does not help: `action` says what does. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';

  constructor(
    readonly refusal: Refusal,
    readonly action: Action,
  ) {
    super(refusal.message);
  }

  /** Of the service, or the HTTP status. */
  get code(): string {
    return this.refusal.code ?? `HTTP ${this.refusal.status}`;
  }
}

/** As the service gives it. */
export interface Subscription {
  readonly contentType?: unknown;
  readonly status?: unknown;
}

export interface Window {
  readonly from: number;
  /** Not part of it. */
  readonly to: number;
}

export interface ClientParts {
  readonly http: Http;
  readonly tokens: TokenSource;
  readonly budget: RequestBudget;
  readonly time: ServerTime;
  readonly clock: Clock;
  /** 0 to below 1. */
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly passing: PassingTrouble;
}

/** Failures in a row that are nothing to speak of. */
const USUAL = 2;

/**
 * The Management Activity API for one tenant. What fails in passing (no connection, 5xx, too many requests, a token that
 * is not valid any more) is asked again until it works or the collector stops; every other refusal is thrown.
 *
 * Source: Office 365 Management Activity API reference.
 */
export class ManagementClient {
  readonly #root: string;
  /** How often in a row the tenant was asked too much; whoever hears of it while it is left alone hears of the same. */
  #throttles = 0;
  #leftAloneUntil = -Infinity;

  constructor(
    private readonly tenant: TenantConfig,
    private readonly parts: ClientParts,
  ) {
    this.#root = `${tenant.cloud.managementApi}/api/v1.0/${tenant.tenantId}/activity/feed`;
  }

  /** @throws RefusedError, NetworkError, TokenRefusedError, SecretError */
  async subscriptions(status: LaneStatus): Promise<readonly Subscription[]> {
    const { value } = await this.#json(status, 'GET', this.#address('subscriptions/list', {}));
    return value.map(fieldsOf);
  }

  /** One attempt, whatever comes of it, with a token that was waited for. @throws RefusedError, NetworkError, TokenRefusedError */
  async start(status: LaneStatus): Promise<void> {
    const { contentType } = status.lane;
    await this.#token(status);
    await this.#once(status, 'POST', this.#address('subscriptions/start', { contentType }), drained);
  }

  /** The first page of a window. @throws RefusedError, NetworkError */
  list(status: LaneStatus, { from, to }: Window): Promise<Listing> {
    const { contentType } = status.lane;
    const times = { startTime: stamp(from), endTime: stamp(to) };
    return this.#page(status, this.#address('subscriptions/content', { contentType, ...times }));
  }

  /** A further page. @throws RefusedError, NetworkError, StrangeAddressError */
  async page(status: LaneStatus, address: string): Promise<Listing> {
    return this.#page(status, this.#pinned(address));
  }

  /**
   * Gives the pieces of a blob's body to `take` as they come, which may hold them back. One attempt: what was taken
   * before it broke off cannot be taken back. A slot is held from the request to the end of the body only: a tenant that
   * waits for its token or its budget does not keep others waiting. @throws RefusedError, NetworkError, StrangeAddressError
   */
  async blob(
    status: LaneStatus,
    uri: string,
    fetches: LaneFetches,
    take: (piece: Buffer) => Promise<void>,
  ): Promise<void> {
    const read = async ({ body }: HttpAnswer): Promise<void> => {
      for await (const piece of body) await take(piece);
    };
    await this.#once(status, 'GET', this.#pinned(uri), read, fetches);
  }

  async #page(status: LaneStatus, address: string): Promise<Listing> {
    const { value, headers, at } = await this.#json(status, 'GET', address);
    return { blobs: blobsOf(value), next: headers['nextpageuri'] ?? headers['nextpageurl'], at };
  }

  /** An array of JSON; a body that breaks off, or is none, is asked for again. */
  async #json(
    status: LaneStatus,
    method: 'GET' | 'POST',
    address: string,
  ): Promise<{ value: unknown[]; headers: HttpAnswer['headers']; at: number }> {
    for (let failures = 1; ; failures += 1) {
      try {
        return await this.#once(status, method, address, async (answer) => {
          // Before the body, which may be slow.
          const at = this.parts.time.now();
          return { value: jsonArray(await textOf(answer)), headers: answer.headers, at };
        });
      } catch (error) {
        await this.rest(status, failures > USUAL ? lasting(error) : error, failures);
      }
    }
  }

  /** After a failure in passing (the n-th in a row) waits; any other error it throws. */
  async rest(status: LaneStatus, error: unknown, failures: number): Promise<void> {
    const { clock, random, signal, passing } = this.parts;
    signal.throwIfAborted();
    const code = passingCode(error);
    if (code === undefined) throw error;
    status.counts.requestsFailed += 1;
    const { message } = error as Error;
    const wait = backOff(failures, random);
    status.failed({ code, message, time: clock.now(), stuck: false });
    if (failures > USUAL) passing.met(code, message, wait);
    await clock.sleep(wait, signal);
    signal.throwIfAborted();
  }

  /** One attempt, apart from a token that is renewed once and waits that the service asks for. */
  async #once<T>(
    status: LaneStatus,
    method: 'GET' | 'POST',
    address: string,
    read: (answer: HttpAnswer) => Promise<T>,
    fetches?: LaneFetches,
  ): Promise<T> {
    const { tokens, budget, signal } = this.parts;
    const granted = (): Promise<void> =>
      budget.take(method === 'POST' ? 'subscriptions' : status.lane.contentType);
    for (let renewed = false; ;) {
      signal.throwIfAborted();
      const token = await tokens.token();
      await (fetches === undefined ? granted() : fetches.take(granted));
      let refusal: Refusal;
      try {
        const answer = await this.#send(status, method, address, token);
        if (answer.status === 200) {
          this.#throttles = 0;
          return await read(answer);
        }
        refusal = await this.#refusal(answer);
      } finally {
        fetches?.release();
      }
      const action = actionFor(refusal, method === 'POST' ? 'start' : 'read', status.lane.contentType);
      // A permission that is granted meanwhile is in a new token only.
      if (action.do === 'renew' || action.do === 'stop-tenant') tokens.reject(token);
      if (action.do === 'wait') this.#throttled(status, refusal, action.after);
      const again = action.do === 'wait' || (action.do === 'renew' && !renewed);
      // A start is not to be repeated within 15 minutes.
      if (!again || method === 'POST') throw new RefusedError(refusal, action);
      renewed ||= action.do === 'renew';
    }
  }

  async #send(
    status: LaneStatus,
    method: 'GET' | 'POST',
    address: string,
    token: string,
  ): Promise<HttpAnswer> {
    const { http, time, signal } = this.parts;
    signal.throwIfAborted();
    status.counts.requestsSent += 1;
    const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
    const answer = await http.send(address, { method, headers, signal });
    time.heard(answer.headers['date']);
    return answer;
  }

  async #refusal(answer: HttpAnswer): Promise<Refusal> {
    const text = await textOf(answer);
    return refusalOf(answer.status, text, answer.headers['retry-after'], this.parts.time.now());
  }

  /** Waits until there is one. */
  async #token(status: LaneStatus): Promise<void> {
    for (let failures = 1; ; failures += 1) {
      try {
        await this.parts.tokens.token();
        return;
      } catch (error) {
        await this.rest(status, error, failures);
      }
    }
  }

  /** Nothing of the tenant is asked for a while. */
  #throttled(status: LaneStatus, { code = 'AF429', message }: Refusal, after: number | undefined): void {
    const { budget, clock, random, passing, time } = this.parts;
    if (time.now() >= this.#leftAloneUntil) this.#throttles += 1;
    const wait = throttledWait(after, this.#throttles, random);
    this.#leftAloneUntil = Math.max(this.#leftAloneUntil, time.now() + wait);
    status.counts.requestsThrottled += 1;
    budget.block(wait);
    passing.met(code, message, wait);
    status.failed({ code, message, time: clock.now(), stuck: false });
  }

  #address(operation: string, query: Readonly<Record<string, string>>): string {
    const all = new URLSearchParams({ ...query, PublisherIdentifier: this.tenant.tenantId });
    return `${this.#root}/${operation}?${all.toString()}`;
  }

  /** An address that the service gave, where it leads to the service, with PublisherIdentifier. */
  #pinned(address: string): string {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (url?.origin !== new URL(this.#root).origin) {
      throw new StrangeAddressError(
        `the service names an address elsewhere: ${url?.origin ?? address.slice(0, 100)}`,
      );
    }
    if (![...url.searchParams.keys()].some((name) => name.toLowerCase() === 'publisheridentifier')) {
      url.searchParams.set('PublisherIdentifier', this.tenant.tenantId);
    }
    return url.href;
  }
}

/** The code of an error after which the same request may succeed; undefined of any other. */
export function passingCode(error: unknown): string | undefined {
  if (error instanceof NetworkError) return isCertificateTrouble(error) ? undefined : error.code;
  if (error instanceof TokenUnavailableError) return 'TOKEN';
  if (error instanceof RefusedError && (error.action.do === 'retry' || error.action.do === 'renew')) {
    return error.code;
  }
  return undefined;
}

/** A new token, again and again, that is not accepted either: somebody must act. */
function lasting(error: unknown): unknown {
  const isRefused = error instanceof RefusedError && error.action.do === 'renew';
  return isRefused ? new RefusedError(error.refusal, NOT_ACCEPTED) : error;
}

/** The body of a 200 that is no JSON array broke off. */
function jsonArray(text: string): unknown[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new NetworkError('BROKEN_ANSWER', 'the answer is no JSON: it broke off, or a proxy gave it', {
      cause: error,
    });
  }
  if (Array.isArray(value)) return value;
  throw new NetworkError('BROKEN_ANSWER', 'the answer is no JSON array', {});
}

async function textOf(answer: HttpAnswer): Promise<string> {
  return (await wholeBody(answer)).toString('utf8');
}

async function drained(answer: HttpAnswer): Promise<void> {
  await wholeBody(answer);
}

/** UTC without fractions, as the reference has it. */
function stamp(time: number): string {
  return new Date(time).toISOString().slice(0, 19);
}
