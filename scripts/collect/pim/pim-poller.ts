import type { Logger } from 'pino';
import { backOff } from '../api/back-off';
import { certificateCure, isCertificateTrouble } from '../api/certificate-trouble';
import { credentialTrouble } from '../api/credential-trouble';
import { NetworkError } from '../api/http';
import type { Http } from '../api/http';
import { TokenUnavailableError } from '../api/token';
import type { TokenSource } from '../api/token';
import type { Clock } from '../clock';
import type { TenantConfig } from '../config/collector-config';
import type { StateStore } from '../state/state-store';
import type { PimStatus } from '../status/pim-status';
import type { Bulk } from '../write/bulk-client';
import { sendDocuments } from '../write/send-documents';
import { GraphError, graphError } from './graph-error';

/** Scans are rare; PIM itself scans once a day and when somebody asks it to. */
const INTERVAL = 15 * 60_000;
/** Until it is looked whether somebody has acted. */
const STUCK_INTERVAL = 5 * 60_000;
const ATTEMPTS = 5;
/** PIM has some ten alerts: whoever gives that many pages gives them without end. */
const MOST_PAGES = 100;

export interface PimPollerParts {
  readonly http: Http;
  readonly tokens: TokenSource;
  readonly bulk: Bulk;
  /** The data stream entra.pim_alert. */
  readonly stream: string;
  readonly state: StateStore;
  readonly clock: Clock;
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

interface Alert {
  readonly id: string;
  /** What a document of it is known by; see the pipeline of entra.pim_alert. */
  readonly version: string;
  readonly text: string;
}

/**
 * Reads PIM's alerts of a tenant from Microsoft Graph, and writes those that have changed since they were last written: that an
 * alert was scanned again is no change.
 *
 * Source: Microsoft Graph beta, “List unifiedRoleManagementAlerts”.
 */
export class PimPoller {
  constructor(
    private readonly tenant: TenantConfig,
    private readonly status: PimStatus,
    private readonly parts: PimPollerParts,
  ) {}

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
        await this.#write(await this.#alerts());
        this.status.polled(clock.now());
        return true;
      } catch (error) {
        signal.throwIfAborted();
        const { code, message, cure, wait } = troubleOf(error);
        this.status.failed({ code, message, cure, stuck: cure !== undefined, time: clock.now() });
        if (cure !== undefined || failures === ATTEMPTS) {
          logger[cure === undefined ? 'warn' : 'error'](
            { code, cure },
            `PIM alerts cannot be read: ${message}`,
          );
          return false;
        }
        await clock.sleep(wait ?? backOff(failures, random), signal);
        signal.throwIfAborted();
      }
    }
  }

  async #write(alerts: readonly Alert[]): Promise<void> {
    const { bulk, stream, state, signal, logger } = this.parts;
    const { counts } = this.status;
    const known = await state.pimAlerts(this.tenant.tenantId);
    const changed = alerts.filter(({ id, version }) => known.get(id) !== version);
    const { there, failure } = await sendDocuments(
      bulk,
      stream,
      changed.map(({ text }) => text),
      signal,
    );
    for (const [at, { id, version }] of changed.entries()) {
      if (there[at] !== true) continue;
      await state.savePimAlert(this.tenant.tenantId, id, version);
      counts.written += 1;
    }
    if (failure !== undefined) throw new NetworkError('NOT_WRITTEN', `${stream}: ${failure}`, {});
    counts.unchanged += alerts.length - changed.length;
    logger.debug({ alerts: alerts.length, changed: changed.length }, 'PIM alerts read');
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
      alerts.push(...page['value'].map(alertOf));
      const next = page['@odata.nextLink'];
      if (typeof next !== 'string') return alerts;
      if (URL.parse(next)?.origin !== first.origin) {
        throw new NetworkError('STRANGE_ADDRESS', 'the next page is said to be elsewhere', {});
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
      if (answer.status !== 401 || renewed) throw graphError(answer.status, answer.headers, answer.body);
      tokens.reject(token);
    }
  }
}

function alertOf(value: unknown): Alert {
  const { id, lastModifiedDateTime, isActive, incidentCount } = membersOf(value);
  if (typeof id !== 'string' || id === '') throw broken('an alert has no id');
  return {
    id,
    version: JSON.stringify([lastModifiedDateTime, isActive, incidentCount]),
    text: JSON.stringify(value),
  };
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

interface Trouble {
  readonly code: string;
  readonly message: string;
  /** Undefined: it may pass. */
  readonly cure?: string | undefined;
  /** Milliseconds. */
  readonly wait?: number | undefined;
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof GraphError) return error;
  if (error instanceof NetworkError) {
    const cure = isCertificateTrouble(error) ? certificateCure('ca') : undefined;
    return { code: error.code, message: error.message, cure };
  }
  if (error instanceof TokenUnavailableError) return { code: 'TOKEN', message: error.message };
  const credentials = credentialTrouble(error);
  if (credentials) return credentials;
  throw error;
}
