import { resolve } from 'node:path';
import type { JsonObject } from '../../base/json';
import { loadPack } from '../../content';
import { runRule } from '../../detection';
import { SearchIndex } from '../../query-dsl';
import type { Lane } from '../lane/lane';
import { heartbeatRecords, pimHeartbeat } from './heartbeat-records';
import type { LaneHeartbeatOf } from './heartbeat-records';
import { LaneStatus } from './lane-status';
import { PimStatus } from './pim-status';

const START = Date.parse('2026-03-10T12:00:00Z');
const MINUTE = 60_000;
const LANE: Lane = {
  tenantId: '11111111-2222-4333-8444-555555555555',
  tenantName: 'contoso.com',
  service: 'exchange',
  contentType: 'Audit.Exchange',
};

const pack = loadPack(resolve(__dirname, '../../..'));
const stream = pack.streams.get('o365.collector');
const rule = pack.rules.find(({ slug }) => slug === 'm365-collector-inactivity');

function aboutAfter(minutes: number): LaneHeartbeatOf {
  const now = START + minutes * MINUTE;
  return {
    collectorId: '10042',
    version: '0.1.0',
    started: START,
    now,
    serviceNow: now,
    interval: 5 * MINUTE,
  };
}

/** How often the rule alerts on what the collector says of the lane, so many minutes after its start. */
async function alerts(status: LaneStatus, after: number): Promise<number> {
  const about = aboutAfter(after);
  return await alertsOn(heartbeatRecords(status, new LaneStatus(LANE).counts, about), about.now);
}

async function alertsOn(records: readonly object[], now: number): Promise<number> {
  if (!stream || !rule) throw new Error('the pack has no such stream or rule');
  const index = new SearchIndex(rule.streams[0].mapping);
  for (const [at, record] of records.entries()) {
    const source: JsonObject = { message: JSON.stringify(record) };
    const outcome = stream.compiled.run([stream.defaultPipeline], { index: 'i', id: null, source }, now);
    if (outcome.kind !== 'document') throw new Error(JSON.stringify(outcome));
    expect(index.create(stream.name, `d${at}`, outcome.source).kind).toBe('created');
  }
  const run = await runRule(rule, (request) => Promise.resolve(index.search(request)), { now });
  return run.alerts.length;
}

describe('the rule on inactivity', () => {
  const stuck = { code: 'AF10001', message: 'no permission', time: START, stuck: true };

  test.each([
    [119, 0],
    [120, 1],
  ])('a lane that is up to date and never had a record, after %i minutes: %i', async (after, expected) => {
    const status = new LaneStatus(LANE);
    status.catchingUp = false;
    status.lastPoll = START + after * MINUTE;
    expect(await alerts(status, after)).toBe(expected);
  });

  test('is silent while records come', async () => {
    const status = new LaneStatus(LANE);
    status.catchingUp = false;
    status.workloads.set('Exchange', { lastEvent: START, lastArrival: START + 170 * MINUTE });
    expect(await alerts(status, 180)).toBe(0);
  });

  test('is silent while a backlog is worked off, also when something fails in passing', async () => {
    const status = new LaneStatus(LANE);
    status.lastPoll = START + 175 * MINUTE;
    expect(await alerts(status, 180)).toBe(0);
    status.failed({ ...stuck, stuck: false, time: START + 179 * MINUTE });
    expect(await alerts(status, 180)).toBe(0);
  });

  test('alerts when the first window was never read, because somebody must act', async () => {
    const status = new LaneStatus(LANE);
    status.failed(stuck);
    expect(await alerts(status, 180)).toBe(1);
  });

  test('alerts when the first window was never read, because the service fails for hours', async () => {
    const status = new LaneStatus(LANE);
    status.failed({ ...stuck, code: 'AF50000', stuck: false });
    expect(await alerts(status, 180)).toBe(1);
  });

  test('alerts when a backlog was begun, and the permission was taken away', async () => {
    const status = new LaneStatus(LANE);
    status.lastPoll = START + MINUTE;
    status.workloads.set('Exchange', { lastEvent: START, lastArrival: START + MINUTE });
    status.failed(stuck);
    expect(await alerts(status, 180)).toBe(1);
  });

  test('is silent on PIM without an alert for days, on what has no alerts and on what is stuck', async () => {
    const about = aboutAfter(5 * 24 * 60);
    const status = new PimStatus(LANE);
    const { counts } = new PimStatus(LANE);
    expect(await alertsOn([pimHeartbeat(status, counts, about)], about.now)).toBe(0);
    status.polled(about.now - MINUTE);
    expect(await alertsOn([pimHeartbeat(status, counts, about)], about.now)).toBe(0);
    status.failed(stuck);
    const heartbeat = pimHeartbeat(status, counts, about);
    expect(await alertsOn([heartbeat], about.now)).toBe(0);
    // It would alert on the same heartbeat of a workload that it watches, if that told of idle minutes.
    const watched = { ...heartbeat, workload: 'Exchange' };
    expect(await alertsOn([watched], about.now)).toBe(0);
    expect(await alertsOn([{ ...watched, idle_minutes: 7200 }], about.now)).toBe(1);
  });
});
