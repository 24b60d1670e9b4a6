import type { Logger } from 'pino';
import { Http } from './api/http';
import { ServiceTimes } from './api/service-times';
import { tenantClient } from './api/tenant-client';
import type { TenantClient } from './api/tenant-client';
import type { Clock } from './clock';
import type { CollectorConfig, TenantConfig } from './config/collector-config';
import { dataStreams } from './data-streams';
import type { DataStreams } from './data-streams';
import { makeElasticsearch } from './elasticsearch-client';
import { BlobReader } from './lane/blob-reader';
import { LaneFetches } from './lane/lane-fetches';
import { LaneReader } from './lane/lane-reader';
import { LeftBlobs } from './lane/left-blobs';
import { Slots } from './lane/slots';
import { Subscriptions } from './lane/subscriptions';
import { WindowReader } from './lane/window-reader';
import { CONTENT_TYPES } from './services';
import { AlertLetterFile, AlertLetterStream } from './pim/alert-letters';
import type { AlertLetters } from './pim/alert-letters';
import { PimPoller } from './pim/pim-poller';
import { openState } from './state';
import type { StateStore } from './state/state-store';
import { HealthServer } from './status/health-server';
import { Heartbeats } from './status/heartbeats';
import { LaneStatus } from './status/lane-status';
import { collectorMetrics } from './status/metrics';
import type { Metered } from './status/metrics';
import { PimStatus } from './status/pim-status';
import { Obstacles, STATE_WORDS } from './status/obstacles';
import { every, isAbort, supervise } from './supervise';
import { bulkOf } from './write/bulk-client';
import type { Bulk } from './write/bulk-client';
import { LetterFile } from './write/letter-file';
import { makeRecordWriter } from './write/make-record-writer';
import type { RecordWriter } from './write/record-writer';

export interface CollectorOptions {
  readonly clock: Clock;
  /** Goes on evenly; for the budget of requests. */
  readonly steady: Clock;
  readonly logger: Logger;
  /** Ends the collector in order. */
  readonly signal: AbortSignal;
  /** To read what there is now, and end. */
  readonly once: boolean;
  /** Shows how the lanes stand, until it is disposed of. */
  readonly show?: (
    lanes: readonly LaneStatus[],
    pim: readonly PimStatus[],
    timeOf: (tenantId: string) => number,
  ) => Disposable;
  /** Of this program, for heartbeats. */
  readonly version: string;
  /** From 0 to below 1. */
  readonly random?: () => number;
}

/** Blobs that are on their way from Microsoft at once. */
const FETCHES = 8;
const FORGET_EVERY = 60_000;
/** Milliseconds for the last heartbeat. */
const LAST_WORD = 5_000;

/**
 * Collects until the signal is given, or, with `once`, what there is now.
 *
 * @returns how many content types ended because somebody must act
 * @throws StateError, and errors of the file system for files that the configuration names
 */
export async function runCollector(
  config: CollectorConfig,
  options: CollectorOptions,
): Promise<{ stuck: number }> {
  try {
    return await collect(config, options);
  } catch (error) {
    // While it was still waiting for its state, say.
    if (options.signal.aborted && isAbort(error)) return { stuck: 0 };
    throw error;
  }
}

async function collect(config: CollectorConfig, options: CollectorOptions): Promise<{ stuck: number }> {
  const { clock, steady, logger, once, random = Math.random } = options;
  const stop = new AbortController();
  const stopped = AbortSignal.any([options.signal, stop.signal]);
  await using http = new Http(config);
  const client = makeElasticsearch(config);
  await using closing = new AsyncDisposableStack();
  closing.defer(() => client.close());
  const somebodyMustAct = new AbortController();
  const onStuck = (): void => {
    // Who waits for the end would wait for somebody to act.
    if (!once) return;
    somebodyMustAct.abort();
    stop.abort();
  };
  const stateObstacles = new Obstacles(STATE_WORDS, clock, logger, onStuck);
  await using state = await openState(config.state, {
    ...{ clock, steady, client, stop: stopped },
    collectorId: config.id,
    onObstacle: (obstacle) => {
      if (obstacle) stateObstacles.met(obstacle);
      else stateObstacles.over();
    },
  });
  const signal = AbortSignal.any([stopped, state.lost]);
  const bulk = bulkOf(client);
  const streams = dataStreams(config.elasticsearch.namespace);
  const times = new ServiceTimes();
  const timeOf = (tenantId: string): number => times.of(tenantId);
  const { id: collectorId, deadLetterFile } = config;
  const file = deadLetterFile === undefined ? undefined : new LetterFile(deadLetterFile);
  await using writer = makeRecordWriter({
    ...{ bulk, state, clock, logger, signal, random, streams, timeOf },
    stuck: onStuck,
    collectorId,
    deadLetterFile: file,
  });
  const fetches = new Slots(FETCHES);
  const letters =
    file === undefined
      ? new AlertLetterStream({ collectorId, clock, bulk, signal, stream: streams.deadLetter })
      : new AlertLetterFile({ collectorId, clock, file });
  const shared = {
    config,
    options,
    http,
    bulk,
    streams,
    state,
    times,
    writer,
    letters,
    signal,
    random,
    fetches,
  };
  const tenants = config.tenants.map((tenant) => readTenant(tenant, shared));
  const lanes = tenants.flatMap(({ statuses }) => statuses);
  const pim = tenants.flatMap((tenant) => tenant.pim);
  for (const status of [...lanes, ...pim]) stateObstacles.concern(status);
  const budgets = tenants.flatMap((tenant) => tenant.budgets);
  const heartbeats = new Heartbeats({
    ...{ lanes, pim, bulk, clock, steady, timeOf, logger },
    stream: streams.collector,
    collectorId: config.id,
    version: options.version,
    interval: config.heartbeatInterval,
  });
  const metrics = collectorMetrics({ lanes, pim, budgets, writer, heartbeats, timeOf });
  if (config.listen)
    closing.use(await HealthServer.start(config.listen, { lanes, pim, metrics, heartbeats, timeOf }));
  const done = new AbortController();
  const beside = AbortSignal.any([signal, done.signal]);
  const beating = async (): Promise<void> => {
    await heartbeats.send(signal);
    await every(config.heartbeatInterval, clock, beside, () => heartbeats.send(signal))();
  };
  const readers = tenants.flatMap((tenant) => tenant.readers);
  let [stuck, open] = [0, readers.length];
  const reading = readers.map((reader) => async () => {
    if (!(await reader.run(once))) stuck += 1;
    open -= 1;
    if (open === 0) done.abort();
  });
  if (readers.length === 0) {
    logger.warn('no service is switched on: nothing is read');
    // There is no reader whose end could be waited for.
    if (once) done.abort();
  }
  const shown = options.show?.(lanes, pim, timeOf);
  if (shown) closing.use(shown);
  logger.info({ lanes: lanes.length, version: options.version }, 'collecting');
  await supervise(
    [
      ...reading,
      every(FORGET_EVERY, clock, beside, async () => {
        const now = times.earliest();
        if (now !== undefined) await state.forgetIds(now - config.ledger, beside);
      }),
      beating,
    ],
    stop,
    signal,
  );
  // The last word, also when it was stopped.
  await heartbeats.send(AbortSignal.timeout(LAST_WORD));
  if (somebodyMustAct.signal.aborted) stuck += open;
  logger.info({ stuck }, 'ended');
  return { stuck };
}

interface Shared {
  readonly config: CollectorConfig;
  readonly options: CollectorOptions;
  readonly http: Http;
  readonly bulk: Bulk;
  readonly streams: DataStreams;
  readonly state: StateStore;
  readonly times: ServiceTimes;
  readonly writer: RecordWriter;
  readonly letters: AlertLetters;
  /** Of all lanes together. */
  readonly fetches: Slots;
  readonly signal: AbortSignal;
  readonly random: () => number;
}

interface Reader {
  /** @returns false when it ended because somebody must act */
  run(once: boolean): Promise<boolean>;
}

interface TenantParts {
  readonly statuses: readonly LaneStatus[];
  readonly pim: readonly PimStatus[];
  /** None where nothing of the management API is read. */
  readonly budgets: Metered['budgets'];
  readonly readers: readonly Reader[];
}

/** What reads one tenant: a reader for each content type, and one for PIM's alerts. */
function readTenant(tenant: TenantConfig, shared: Shared): TenantParts {
  const { options, http, bulk, streams, state, letters, signal, random } = shared;
  const { tenantId, name: tenantName } = tenant;
  const { clock, steady, logger } = options;
  const client = tenantClient(tenant, { http, clock, steady, random, signal, logger });
  shared.times.add(tenantId, client.time);
  const statuses = lanesOf(tenant);
  const readers: Reader[] = statuses.map((status) => laneReader(status, client, shared));
  const pim = tenant.pimAlerts ? [new PimStatus({ tenantId, tenantName })] : [];
  for (const status of pim) {
    const parts = { http, tokens: client.graphTokens, bulk, streams, letters, state, clock, random, signal };
    readers.push(
      new PimPoller(tenant, status, {
        ...parts,
        logger: logger.child({ tenant: tenantName, service: 'pim_alerts' }),
      }),
    );
  }
  const budgets = statuses.length === 0 ? [] : [{ tenantName, budget: client.budget }];
  return { statuses, pim, budgets, readers };
}

function lanesOf({ tenantId, name, feeds }: TenantConfig): LaneStatus[] {
  return feeds.map(
    (service) => new LaneStatus({ tenantId, tenantName: name, service, contentType: CONTENT_TYPES[service] }),
  );
}

function laneReader(
  status: LaneStatus,
  { management, time }: TenantClient,
  { config, options, state, writer, fetches, signal, random }: Shared,
): LaneReader {
  const { clock, steady } = options;
  const { tenantName, contentType } = status.lane;
  const logger = options.logger.child({ tenant: tenantName, content_type: contentType });
  const left = new LeftBlobs(status, steady, clock);
  const blobs = new BlobReader({
    ...{ client: management, state, writer, left, time, clock, steady, logger },
    fetches: new LaneFetches(fetches),
  });
  return new LaneReader(status, {
    subscriptions: new Subscriptions(management, state, time, steady),
    windows: new WindowReader(management, state, blobs, left),
    left,
    state,
    time,
    clock,
    random,
    signal,
    logger,
    span: config,
    interval: config.interval,
  });
}
