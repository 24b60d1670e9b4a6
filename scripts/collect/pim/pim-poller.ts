import { backOff } from '../api/back-off';
import { NetworkError } from '../api/http';
import type { Http } from '../api/http';
import { serviceTrouble } from '../api/service-trouble';
import type { ServiceTrouble } from '../api/service-trouble';
import { StrangeAddressError } from '../api/strange-address';
import type { TokenSource } from '../api/token';
import type { Clock } from '../clock';
import type { TenantConfig } from '../config/collector-config';
import type { PimStatus } from '../status/pim-status';
import { alertOf } from './alert';
import type { Alert } from './alert';
import { AlertWriter, NotWrittenError } from './alert-writer';
import type { AlertWriterParts } from './alert-writer';
import { GraphError, graphError } from './graph-error';

/** Scans are rare; PIM itself scans once a day and when somebody asks it to. */
const INTERVAL = 15 * 60_000;
/** Until it is looked whether somebody has acted. */
const STUCK_INTERVAL = 5 * 60_000;
const ATTEMPTS = 5;
/** PIM has some ten alerts: whoever gives that many pages gives them without end. */
const MOST_PAGES = 100;

export interface PimPollerParts extends AlertWriterParts {
  readonly http: Http;
  readonly tokens: TokenSource;
  readonly clock: Clock;
  readonly random: () => number;
}

/**
 * Reads PIM's alerts of a tenant from Microsoft Graph, and writes those that have changed since they were last written: that an
 * alert was scanned again is no change.
 *
 * Source: Microsoft Graph beta, “List unifiedRoleManagementAlerts”.
 */
export class PimPoller {
  readonly #writer: AlertWriter;

  constructor(
    private readonly tenant: TenantConfig,
    private readonly status: PimStatus,
    private readonly parts: PimPollerParts,
  ) {
    this.#writer = new AlertWriter(tenant.tenantId, status.counts, parts);
  }

  /** Again and again until the signal is given; once, with `once`. Returns false when somebody must act. */
  async run(once: boolean): Promise<boolean> {
    const { clock, signal } = this.parts;
    for (;;) {
      const well = await this.#poll();
      if (once) return well;
      await clock.sleep(this.status.error?.stuck === true ? STUCK_INTERVAL : INTERVAL, signal);
      signal.throwIfAborted();
    }
  }

  async #poll(): Promise<boolean> {
    const { clock, random, signal, logger } = this.parts;
    for (let failures = 1; ; failures += 1) {
      try {
        await this.#writer.write(await this.#alerts());
        this.status.polled(clock.now());
        return true;
      } catch (error) {
        signal.throwIfAborted();
        const { code, message, cure, wait } = troubleOf(error);
        this.status.failed({ code, message, cure, stuck: cure !== undefined, time: clock.now() });
        if (cure !== undefined || failures === ATTEMPTS) {
          logger[cure === undefined ? 'warn' : 'error'](
            { code, cure },
            `PIM alerts cannot be ${error instanceof NotWrittenError ? 'written' : 'read'}: ${message}`,
          );
          return false;
        }
        await clock.sleep(wait ?? backOff(failures, random), signal);
        signal.throwIfAborted();
      }
    }
  }

  async #alerts(): Promise<Alert[]> {
    const { graph } = this.tenant.cloud;
    const first = new URL(`${graph}/beta/identityGovernance/roleManagementAlerts/alerts`);
    first.searchParams.set('$filter', "scopeId eq '/' and scopeType eq 'DirectoryRole'");
    first.searchParams.set('$expand', 'alertDefinition,alertConfiguration,alertIncidents');
    const alerts: Alert[] = [];
    const asked = new Set<string>();
    for (let address = first.href; ;) {
      asked.add(address);
      const page = await this.#page(address);
      if (!Array.isArray(page['value'])) throw broken('the answer has no alerts');
      alerts.push(...page['value'].map(alertIn));
      const next = page['@odata.nextLink'];
      if (typeof next !== 'string') return alerts;
      if (URL.parse(next)?.origin !== first.origin) {
        throw new StrangeAddressError(`the service names an address elsewhere: ${next.slice(0, 100)}`);
      }
      if (asked.has(next) || asked.size >= MOST_PAGES) throw broken('the pages have no end');
      address = next;
    }
  }

  async #page(address: string): Promise<Record<string, unknown>> {
    const { http, tokens, signal } = this.parts;
    for (let renewed = false; ; renewed = true) {
      const token = await tokens.token();
      const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
      const answer = await http.text(address, { headers, signal });
      if (answer.status === 200) return parsed(answer.body);
      // A permission that is granted meanwhile is in a new token only.
      if (answer.status === 401 || answer.status === 403) tokens.reject(token);
      if (answer.status !== 401 || renewed) throw graphError(answer.status, answer.headers, answer.body);
    }
  }
}

function alertIn(value: unknown): Alert {
  const alert = alertOf(membersOf(value));
  if (alert === undefined) throw broken('an alert has no id');
  return alert;
}

function parsed(text: string): Record<string, unknown> {
  try {
    return membersOf(JSON.parse(text));
  } catch (error) {
    throw error instanceof NetworkError ? error : broken('the answer is no JSON', error);
  }
}

/** The members of what must be an object. @throws NetworkError */
function membersOf(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw broken('the answer is no object where one is due');
  return { ...value };
}

function broken(message: string, cause?: unknown): NetworkError {
  return new NetworkError('BROKEN_ANSWER', message, { cause });
}

interface Trouble extends ServiceTrouble {
  /** Milliseconds. */
  readonly wait?: number | undefined;
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof NotWrittenError) return error.obstacle;
  const trouble = error instanceof GraphError ? error : serviceTrouble(error);
  if (trouble === undefined) throw error;
  return trouble;
}
