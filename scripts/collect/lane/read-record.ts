import type { WorkloadTimes } from '../state/state-store';
import type { CollectedRecord } from '../write/record-writer';

/** A record on its way, and what heartbeats say of its workload. */
export interface ReadRecord extends CollectedRecord {
  readonly workload: string | undefined;
  /** CreationTime, epoch milliseconds; UTC, although it says no zone. */
  readonly occurred: number | undefined;
}

/** Reads what the collector needs of a record's text, which goes on as it is. */
export function readRecord(text: string): ReadRecord {
  const { Id, Workload, CreationTime } = parsed(text);
  const occurred = typeof CreationTime === 'string' ? Date.parse(utc(CreationTime)) : Number.NaN;
  return {
    id: typeof Id === 'string' && Id !== '' ? Id : undefined,
    text,
    workload: typeof Workload === 'string' && Workload !== '' ? Workload : undefined,
    occurred: Number.isNaN(occurred) ? undefined : occurred,
  };
}

/** Notes that a record of its workload came. */
export function noteWorkload(
  workloads: Map<string, WorkloadTimes>,
  { workload, occurred }: ReadRecord,
  now: number,
): void {
  if (workload === undefined) return;
  const last = workloads.get(workload)?.lastEvent;
  const lastEvent = occurred === undefined ? last : Math.max(last ?? occurred, occurred);
  workloads.set(workload, { lastEvent, lastArrival: now });
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function utc(time: string): string {
  return /(Z|[+-]\d\d:?\d\d)$/.test(time) ? time : `${time}Z`;
}
