import type { ContentType } from '../services';
import type { LaneCounts, LaneStatus } from './lane-status';
import type { PimCounts, PimStatus } from './pim-status';
import type { ReadError } from './read-error';

const MINUTE = 60_000;
/** What fails for longer is not being worked off, milliseconds. */
const HALTED = 60 * MINUTE;

/** The workload that a content type is expected to have when there was no record of it yet. */
const EXPECTED: Readonly<Record<ContentType, string>> = {
  'Audit.AzureActiveDirectory': 'AzureActiveDirectory',
  'Audit.Exchange': 'Exchange',
  'Audit.SharePoint': 'SharePoint',
  'Audit.General': 'MicrosoftTeams',
  'DLP.All': 'DLP',
};

/** What Microsoft Graph calls them; they have no content type. */
const PIM_CONTENT = 'roleManagementAlerts';

export interface HeartbeatOf {
  readonly collectorId: string;
  readonly version: string;
  /** When the process started; epoch milliseconds, as all times here. */
  readonly started: number;
  readonly now: number;
  /** Milliseconds. */
  readonly interval: number;
}

/** `serviceNow` is by the clock of the tenant's service. */
export interface LaneHeartbeatOf extends HeartbeatOf {
  readonly serviceNow: number;
}

/**
 * One heartbeat for each workload of a lane, as the data stream o365.collector takes them. The expected workload is among
 * them even while it never had a record: the rule on inactivity reads how long. What is counted for the lane as a whole (all
 * counts) stands in the first one, that of the expected workload, so that sums over heartbeats are right.
 *
 * @param since the counts of the heartbeat before
 */
export function heartbeatRecords(status: LaneStatus, since: LaneCounts, about: LaneHeartbeatOf): object[] {
  const { lane, workloads } = status;
  const expected = EXPECTED[lane.contentType];
  const names = [expected, ...[...workloads.keys()].filter((name) => name !== expected).toSorted()];
  return names.map((workload) => {
    const times = workloads.get(workload);
    const silentSince = times?.lastArrival ?? about.started;
    return {
      ...aboutOf({ ...lane, workload }, about),
      last_event: iso(times?.lastEvent),
      last_poll: iso(status.lastPoll),
      cursor: iso(status.cursor),
      catching_up: status.catchingUp && !isHalted(status, about),
      lag_minutes: times?.lastEvent === undefined ? undefined : minutes(times.lastArrival - times.lastEvent),
      idle_minutes: minutes(about.now - silentSince),
      ...(workload === expected ? countsOf(status, since) : {}),
      ...errorOf(status, since, workload === expected),
    };
  });
}

/**
 * The heartbeat of a tenant's PIM alerts. A poll that went well is its activity (`last_poll`); it has no `idle_minutes`, as there
 * may be no alert for months, and a workload that the rule on inactivity does not watch.
 *
 * @param since the counts of the heartbeat before
 */
export function pimHeartbeat(status: PimStatus, since: PimCounts, about: HeartbeatOf): object {
  const { tenant, counts } = status;
  const [written, unchanged] = [counts.written - since.written, counts.unchanged - since.unchanged];
  const deadLetter = counts.deadLetter - since.deadLetter;
  return {
    ...aboutOf({ ...tenant, contentType: PIM_CONTENT, service: 'pim_alerts', workload: 'PIM' }, about),
    last_poll: iso(status.lastPoll),
    catching_up: false,
    records: {
      received: written + unchanged + deadLetter,
      created: written,
      duplicate: unchanged,
      dead_letter: deadLetter,
    },
    ...errorOf(status, since, true),
  };
}

interface HeartbeatSubject {
  readonly tenantId: string;
  readonly tenantName: string;
  readonly contentType: string;
  readonly service: string;
  readonly workload: string;
}

/** What every heartbeat says: who sends it, when, and of what. */
function aboutOf(subject: HeartbeatSubject, about: HeartbeatOf): object {
  const { tenantId, tenantName, contentType, service, workload } = subject;
  const time = iso(about.now);
  return {
    event_id: `${about.collectorId}/${tenantId}/${contentType}/${workload}/${time ?? ''}`,
    id: about.collectorId,
    version: about.version,
    time,
    started: iso(about.started),
    tenant_id: tenantId,
    tenant_name: tenantName,
    content_type: contentType,
    service,
    workload,
    interval_seconds: Math.round(about.interval / 1000),
  };
}

/** Silence of a backlog that nobody works off is what the rule on inactivity is for. */
function isHalted(status: LaneStatus, { now, started, serviceNow }: LaneHeartbeatOf): boolean {
  const { error, left, lastPoll } = status;
  if (error === left) return false;
  const silence = lastPoll === undefined ? now - started : serviceNow - lastPoll;
  return status.isHalted || silence >= HALTED;
}

function countsOf({ counts, blobsWaiting }: LaneStatus, since: LaneCounts): object {
  const more = (name: keyof LaneCounts): number => counts[name] - since[name];
  return {
    records: {
      received: more('received'),
      created: more('created'),
      duplicate: more('duplicate'),
      dead_letter: more('deadLetter'),
    },
    blobs: { fetched: more('blobsFetched'), waiting: blobsWaiting, expired: more('blobsExpired') },
    requests: {
      sent: more('requestsSent'),
      throttled: more('requestsThrottled'),
      failed: more('requestsFailed'),
    },
  };
}

interface Erring {
  readonly counts: { readonly errors: number };
  readonly error: ReadError | undefined;
  readonly lastError: ReadError | undefined;
}

/** An error that is over and was told before is told no more. */
function errorOf(
  { counts, error, lastError }: Erring,
  since: { readonly errors: number },
  counted: boolean,
): object {
  const count = counts.errors - since.errors;
  const told = count > 0 ? (error ?? lastError) : error;
  if (told === undefined) return {};
  const { code, message, cure, time } = told;
  return {
    error: {
      count: counted ? Math.max(1, count) : undefined,
      code,
      message: cure === undefined ? message : `${message} ${cure}`,
      time: iso(time),
    },
  };
}

function iso(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}

function minutes(milliseconds: number): number {
  return Math.max(0, Math.floor(milliseconds / MINUTE));
}
