import { publishSeeded } from '../../fixtures/management-api';
import type { ManagementApi } from '../../fixtures/management-api';
import { CONTENT_TYPES, FEED_SERVICES } from '../../scripts/collect/services';
import { generateLog, readProfile } from '../../scripts/generate';
import type { Emission } from '../../scripts/generate';
import type { MassOptions } from './mass';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-03-10T12:00:00Z');
/** Two hours less than the service lists, since time goes on meanwhile. */
const WEEK = 166 * HOUR;
const RECORDS = 250;
const TENANTS = [1, 2, 3].map((place) => `${String(place).repeat(8)}-2222-4333-8444-555555555555`);
/** Time runs so fast that the pauses between two questions take no long time, and the content does not expire. */
const SPEED = 5;

/** What three tenants of so many people did in the last seven days. */
export function backlogOf(users: number, seed: string): MassOptions {
  return {
    ...{ tenants: TENANTS, requestsPerMinute: 2000, now: NOW, backlog: WEEK + HOUR, speed: SPEED },
    publish: (api) => {
      for (const tenant of TENANTS) {
        const start = new Date(NOW - WEEK).toISOString();
        const log = generateLog(readProfile(undefined, { users, days: 7, start, seed: `${seed} ${tenant}` }));
        api.published.follow(tenant, upTo(NOW, log));
      }
    },
  };
}

/** So many records of three tenants over seven days, made again whenever they are asked for. */
export function soakOf(records: number, seed: string): MassOptions {
  const lanes = TENANTS.length * FEED_SERVICES.length;
  const blobs = Math.ceil(records / lanes / RECORDS);
  return {
    ...{ tenants: TENANTS, requestsPerMinute: 2000, now: NOW, backlog: WEEK + HOUR, speed: SPEED },
    publish: (api) => publishLanes(api, { seed, blobs, from: NOW - WEEK }),
  };
}

function publishLanes(
  { published }: ManagementApi,
  { seed, blobs, from }: { seed: string; blobs: number; from: number },
): void {
  for (const tenant of TENANTS) {
    for (const feed of FEED_SERVICES) {
      const contentType = CONTENT_TYPES[feed];
      publishSeeded(published, {
        seed,
        tenant,
        contentType,
        blobs,
        records: RECORDS,
        from,
        to: NOW,
        late: 0.1,
      });
    }
  }
}

/** What had arrived by then, of what comes by this API. */
export function* upTo(time: number, log: Iterable<Emission>): Generator<Emission> {
  for (const emission of log) {
    if (emission.arrival > time) return;
    if (emission.stream === 'o365.audit') yield emission;
  }
}
