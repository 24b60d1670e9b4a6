import type { Logger } from 'pino';
import type { Clock } from '../clock';
import type { TenantConfig } from '../config/collector-config';
import type { Http } from './http';
import { ManagementClient } from './management-client';
import { PassingTrouble } from './passing-trouble';
import { RequestBudget } from './request-budget';
import { ServerTime } from './server-time';
import { TokenSource } from './token';
import type { PostForm } from './token';

export interface TenantClientParts {
  readonly http: Http;
  readonly clock: Clock;
  /** For the budget, and between two answers. */
  readonly steady: Clock;
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

/** The services of one tenant, each with tokens of its own. */
export interface TenantClient {
  readonly management: ManagementClient;
  /** By the management API. */
  readonly time: ServerTime;
  readonly graphTokens: TokenSource;
  /** Of the requests to the management API. */
  readonly budget: RequestBudget;
}

/** Tokens of the tenant's application for one API. */
export function tokenSource(
  { cloud: { login }, tenantId, clientId, clientSecret }: TenantConfig,
  resource: string,
  post: PostForm,
  clock: Pick<Clock, 'now'>,
): TokenSource {
  return new TokenSource({ login, tenantId, clientId, clientSecret, resource }, post, clock);
}

export function tenantClient(tenant: TenantConfig, parts: TenantClientParts): TenantClient {
  const { http, clock, steady, random, signal, logger } = parts;
  const { cloud } = tenant;
  const tokens = (resource: string): TokenSource =>
    tokenSource(tenant, resource, (url, form) => http.text(url, { method: 'POST', form, signal }), clock);
  const time = new ServerTime(clock, steady);
  const budget = new RequestBudget(tenant.requestsPerMinute, steady, signal);
  const management = new ManagementClient(tenant, {
    http,
    tokens: tokens(cloud.managementApi),
    budget,
    time,
    clock,
    random,
    signal,
    passing: new PassingTrouble(logger.child({ tenant: tenant.name }), steady),
  });
  return { management, time, graphTokens: tokens(cloud.graph), budget };
}
