import type { ContentType, Published } from '../../fixtures/management-api';
import { CONTENT_TYPES } from '../../scripts/collect/services';
import { Random } from '../../scripts/generate/random';
import type { Schedule } from './schedule';

const MINUTE = 60_000;
/** Between two deliveries. */
export const PAUSE = 2 * 60 * MINUTE;

/** By type: RecordType of the schema, Workload, Operation. */
const KINDS: Readonly<Record<ContentType, readonly [number, string, string]>> = {
  'Audit.AzureActiveDirectory': [15, 'AzureActiveDirectory', 'UserLoggedIn'],
  'Audit.Exchange': [2, 'Exchange', 'Send'],
  'Audit.SharePoint': [6, 'SharePoint', 'FileAccessed'],
  'Audit.General': [25, 'MicrosoftTeams', 'MessageSent'],
  'DLP.All': [13, 'Exchange', 'DlpRuleMatch'],
};

/**
 * Publishes the content of all deliveries of a schedule: the first becomes available in the time before `start`, the n-th
 * after it within the n-th pause.
 */
export function publishContent(published: Published, schedule: Schedule, start: number): void {
  for (const { id: tenant, feeds } of schedule.tenants) {
    for (const feed of feeds) {
      for (let delivery = 0; delivery < schedule.deliveries; delivery += 1) {
        const from = delivery === 0 ? start - schedule.span : start + (delivery - 1) * PAUSE;
        const to = start + delivery * PAUSE;
        publishLane({ tenant, contentType: CONTENT_TYPES[feed], delivery, from, to });
      }
    }
  }

  function publishLane(lane: LaneContent): void {
    const { tenant, contentType, delivery, from, to } = lane;
    const random = Random.of(schedule.seed, 'content', tenant, contentType, String(delivery));
    const blobs = random.between(0, schedule.blobs);
    // In the order in which they become available, as the service publishes.
    const times = Array.from({ length: blobs }, () => random.between(from, to - 1)).sort((a, b) => a - b);
    for (const created of times) {
      const count = random.between(1, schedule.recordsPerBlob);
      const records = Array.from({ length: count }, () => recordText(lane, created, random, schedule));
      published.publish({ tenant, contentType, created, records });
    }
  }
}

interface LaneContent {
  readonly tenant: string;
  readonly contentType: ContentType;
  readonly delivery: number;
  readonly from: number;
  readonly to: number;
}

/** Deeper than Elasticsearch reads: JSON all the same, but a dead letter. */
const TOO_DEEP = `${'{"a":'.repeat(1100)}1${'}'.repeat(1100)}`;

function recordText(
  { tenant, contentType }: LaneContent,
  created: number,
  random: Random,
  { unreadable }: Schedule,
): string {
  const [type, workload, operation] = KINDS[contentType];
  const user = `user${random.below(500)}@contoso.com`;
  const occurred = new Date(created - random.between(1, 90) * MINUTE).toISOString().slice(0, 19);
  const text = JSON.stringify({
    CreationTime: occurred,
    Id: random.guid(),
    Operation: operation,
    OrganizationId: tenant,
    RecordType: type,
    UserKey: user,
    UserType: 0,
    Version: 1,
    Workload: workload,
    ClientIP: `192.0.2.${random.between(1, 254)}`,
    ObjectId: `${user}/${'ö "quoted"\\'.repeat(random.below(3))}`,
    UserId: user,
  });
  return random.chance(unreadable) ? `${text.slice(0, -1)},"Deep":${TOO_DEEP}}` : text;
}
