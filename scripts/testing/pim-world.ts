import { pino } from 'pino';
import { TENANT, startManagementApi } from '../../fixtures/management-api';
import type { ManagementApi, ManagementApiOptions, PimAlert } from '../../fixtures/management-api';
import type { JsonObject } from '../base/json';
import { Http } from '../collect/api/http';
import { tenantClient } from '../collect/api/tenant-client';
import type { TokenSource } from '../collect/api/token';
import { SYSTEM_CLOCK } from '../collect/clock';
import { dataStreams } from '../collect/data-streams';
import { AlertLetterFile, AlertLetterStream } from '../collect/pim/alert-letters';
import { PimPoller } from '../collect/pim/pim-poller';
import { openSqliteState } from '../collect/state';
import type { OpenState } from '../collect/state';
import { PimStatus } from '../collect/status/pim-status';
import { isOfStream } from '../collect/write/audit-line';
import type { Bulk, BulkAnswer, BulkItem } from '../collect/write/bulk-client';
import { LetterFile } from '../collect/write/letter-file';
import { mockTenant } from './mock-tenant';

export const STREAMS = dataStreams('default');
const clock = { now: () => SYSTEM_CLOCK.now(), sleep: (): Promise<void> => Promise.resolve() };

/** A PIM alert of the tenant. */
export function alert(kind: string, changes: Partial<PimAlert> = {}): PimAlert {
  return {
    id: `DirectoryRole_${TENANT}_${kind}`,
    alertDefinitionId: `DirectoryRole_${TENANT}_${kind}`,
    scopeId: '/',
    scopeType: 'DirectoryRole',
    incidentCount: 1,
    isActive: true,
    lastModifiedDateTime: '2026-03-10T10:00:00Z',
    lastScannedDateTime: '2026-03-10T11:00:00Z',
    alertDefinition: { displayName: kind },
    alertIncidents: [{ id: '1' }],
    ...changes,
  };
}

/** A poller between the mock of Microsoft Graph and a cluster that answers what a test says. */
export class PimWorld implements AsyncDisposable {
  readonly http = new Http({ proxy: undefined, ca: undefined });
  readonly log: Record<string, unknown>[] = [];
  /** What the data stream of alerts has. */
  readonly written: JsonObject[] = [];
  /** `_id`s, of all that was sent there. */
  readonly ids: string[] = [];
  readonly letters: JsonObject[] = [];
  readonly pim = new PimStatus({ tenantId: TENANT, tenantName: 'contoso.com' });
  /** What the cluster answers to each document of a data stream. */
  item: (stream: string) => Partial<BulkItem> = () => ({});
  /** What it answers to a request as a whole. */
  instead: (body: string) => BulkAnswer | undefined = () => undefined;
  /** Of dead letters. */
  file: string | undefined;
  #tokens: TokenSource | undefined;

  private constructor(
    readonly api: ManagementApi,
    private readonly state: OpenState,
  ) {}

  static async start(options: ManagementApiOptions = {}): Promise<PimWorld> {
    return new PimWorld(await startManagementApi(options), openSqliteState(':memory:'));
  }

  async poll(): Promise<boolean> {
    const { http, api, state, log, file } = this;
    const signal = new AbortController().signal;
    const tenant = mockTenant(api.url, { feeds: [], pimAlerts: true });
    const common = { http, clock, random: () => 0, signal };
    const stream = { write: (line: string) => void log.push(JSON.parse(line) as Record<string, unknown>) };
    const logger = pino({ level: 'debug' }, stream);
    const tokens = (this.#tokens ??= tenantClient(tenant, { ...common, steady: clock, logger }).graphTokens);
    const own = { collectorId: '10042', clock: { now: () => Date.parse('2026-03-10T12:00:00Z') } };
    const bulk: Bulk = (to, body) => Promise.resolve(this.#bulk(to, body));
    const letters =
      file === undefined
        ? new AlertLetterStream({ ...own, bulk, stream: STREAMS.deadLetter, signal })
        : new AlertLetterFile({ ...own, file: new LetterFile(file) });
    const parts = { ...common, tokens, bulk, streams: STREAMS, letters, state, logger };
    return new PimPoller(tenant, this.pim, parts).run(true);
  }

  #bulk(stream: string, body: string): BulkAnswer {
    const instead = this.instead(body);
    if (instead) return instead;
    const lines = body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as JsonObject);
    const items = lines.flatMap((source, at) => {
      if (at % 2 === 0) return [];
      const index = `.ds-${stream}-2026.03.10-000001`;
      const item = { status: 201, index, type: 'e', reason: 'r', ...this.item(stream) };
      const { _id: id } = lines[at - 1]?.['create'] as { _id: string };
      if (stream === STREAMS.pimAlert) this.ids.push(id);
      if (item.status >= 300) return [item];
      if (stream === STREAMS.deadLetter) this.letters.push({ _id: id, ...source });
      else if (isOfStream(item.index, stream)) {
        this.written.push(JSON.parse(source['message'] as string) as JsonObject);
      }
      return [item];
    });
    return { kind: 'items', items };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.http[Symbol.asyncDispose]();
    await this.state[Symbol.asyncDispose]();
    await this.api[Symbol.asyncDispose]();
  }
}
