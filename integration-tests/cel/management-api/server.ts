import { randomUUID } from 'node:crypto';
import fastify from 'fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONTENT_TYPES } from './content';
import type { Blob } from './content';
import { afError, answerWith } from './faults';
import type { Fault, Operation, PlannedFault } from './faults';
import { page, windowOf } from './listing';
import type { ListingQuery } from './listing';

export const TENANT = '11111111-2222-4333-8444-555555555555';
export const CLIENT = { id: 'collector', secret: "it's a: #secret" };

/** A request as it arrived, and how it was answered. */
export interface SeenRequest {
  readonly operation: Operation;
  readonly url: string;
  readonly query: Readonly<Record<string, string>>;
  readonly status: number;
}

/**
 * The Office 365 Management Activity API and its token endpoint on a port of this machine, with the rules that
 * Microsoft's reference states: windows, subscriptions, paging by NextPageUri, expiry, error codes.
 */
export class ManagementApi implements AsyncDisposable {
  readonly requests: SeenRequest[] = [];
  readonly enabled = new Set<string>();
  blobs: Blob[] = [];
  /** Blobs a page of a listing. */
  pageSize = 2;
  /** Blobs that every page of their type lists once more. */
  listedTwice: Blob[] = [];
  /** The address by which clients know the API. */
  root = '';
  /** Where the listings say that content lies, if not there. */
  contentRoot: string | undefined;
  private readonly app = fastify();
  private readonly tokens = new Set<string>();
  private readonly planned: PlannedFault[] = [];
  private readonly lastStarts = new Map<string, number>();
  url = '';

  static async start(): Promise<ManagementApi> {
    const api = new ManagementApi();
    api.route();
    api.url = await api.app.listen({ host: '127.0.0.1', port: 0 });
    return api;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.app.server.closeAllConnections();
    await this.app.close();
  }

  /** Answers the next requests of an operation otherwise; `about` is part of their address. */
  fail(operation: Operation, fault: Fault, { times = 1, about = '' } = {}): void {
    this.planned.push({
      fault,
      times,
      applies: (asked, { url }) => asked === operation && decodeURIComponent(url).includes(about),
    });
  }

  /** What was asked of an operation. */
  asked(operation: Operation): SeenRequest[] {
    return this.requests.filter((request) => request.operation === operation);
  }

  private route(): void {
    const feed = `/api/v1.0/${TENANT}/activity/feed`;
    this.app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    this.app.post(
      `/${TENANT}/oauth2/v2.0/token`,
      this.handler('token', (request) => this.token(request)),
    );
    this.app.get(
      `${feed}/subscriptions/list`,
      this.handler('list', () => this.list()),
    );
    this.app.post(
      `${feed}/subscriptions/start`,
      this.handler('start', (request) => this.startSubscription(request)),
    );
    this.app.get(
      `${feed}/subscriptions/content`,
      this.handler('content', (request) => this.content(request)),
    );
    this.app.get(
      `${feed}/audit/*`,
      this.handler('blob', (request) => this.blob(request)),
    );
  }

  private handler(operation: Operation, answer: (request: FastifyRequest) => Fault) {
    return async (request: FastifyRequest, reply: FastifyReply) => {
      const fault =
        this.plannedFault(operation, request) ?? this.refusal(operation, request) ?? answer(request);
      const query = request.query as Record<string, string>;
      this.requests.push({ operation, url: request.url, query, status: fault.status });
      await answerWith(fault, reply);
    };
  }

  private plannedFault(operation: Operation, request: FastifyRequest): Fault | undefined {
    const planned = this.planned.find(({ times, applies }) => times > 0 && applies(operation, request));
    if (planned === undefined) return undefined;
    planned.times -= 1;
    return planned.fault;
  }

  private refusal(operation: Operation, request: FastifyRequest): Fault | undefined {
    if (operation === 'token') return undefined;
    if (!this.tokens.has((request.headers.authorization ?? '').replace(/^Bearer /, '')))
      return { status: 401, body: '' };
    const query = request.query as Record<string, string>;
    if (query['PublisherIdentifier'] !== TENANT) return afError(400, 'AF20001');
    const needsType = operation === 'start' || operation === 'content';
    return needsType && !(CONTENT_TYPES as readonly string[]).includes(query['contentType'] ?? '')
      ? afError(400, 'AF20020')
      : undefined;
  }

  private token(request: FastifyRequest): Fault {
    const form = new URLSearchParams(request.body as string);
    const [id, secret, scope] = ['client_id', 'client_secret', 'scope'].map((name) => form.get(name));
    if (id !== CLIENT.id || secret !== CLIENT.secret || scope !== `${this.root}/.default`) {
      return {
        status: 401,
        body: { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret.' },
      };
    }
    const token = randomUUID();
    this.tokens.add(token);
    return { status: 200, body: { token_type: 'Bearer', expires_in: 3599, access_token: token } };
  }

  private list(): Fault {
    const row = (contentType: string) => ({ contentType, status: 'enabled', webhook: null });
    return { status: 200, body: [...this.enabled].map(row) };
  }

  private startSubscription(request: FastifyRequest): Fault {
    const { contentType = '' } = request.query as ListingQuery;
    if (this.enabled.has(contentType)) return afError(400, 'AF20024');
    if (Date.now() - (this.lastStarts.get(contentType) ?? 0) < 15 * 60_000) return afError(403, '429');
    this.lastStarts.set(contentType, Date.now());
    this.enabled.add(contentType);
    return { status: 200, body: { contentType, status: 'enabled', webhook: null } };
  }

  private content(request: FastifyRequest): Fault {
    const query = request.query as ListingQuery;
    if (!this.enabled.has(query.contentType ?? '')) return afError(400, 'AF20022');
    const window = windowOf(query);
    if ('status' in window) return window;
    const ofType = (blob: Blob) => blob.contentType === query.contentType;
    const listed = page(this.blobs.filter(ofType), window, query.nextPage, this.pageSize);
    if ('status' in listed) return listed;
    const next = new URL(request.url.replace('endTime=', 'endtime='), this.root);
    next.searchParams.set('nextPage', listed.next ?? '');
    next.searchParams.delete('PublisherIdentifier');
    return {
      status: 200,
      body: [...listed.rows, ...this.listedTwice.filter(ofType)].map((blob) => this.row(blob)),
      headers: listed.next === undefined ? {} : { NextPageUri: next.href },
    };
  }

  private row({ id, contentType, created, expires }: Blob) {
    return {
      contentType,
      contentId: id,
      contentUri: `${this.contentRoot ?? this.root}/api/v1.0/${TENANT}/activity/feed/audit/${id}`,
      contentCreated: created.toISOString(),
      contentExpiration: expires.toISOString(),
    };
  }

  private blob(request: FastifyRequest): Fault {
    const asked = (request.params as { '*': string })['*'];
    const blob = this.blobs.find(({ id }) => id === asked);
    if (blob === undefined) return afError(404, 'AF20050');
    if (blob.expires.getTime() < Date.now()) return afError(400, 'AF20051');
    return { status: 200, body: blob.records };
  }
}
