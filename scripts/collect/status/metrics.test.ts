import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { LaneStatus } from './lane-status';
import { collectorMetrics } from './metrics';
import type { Metered } from './metrics';
import { PimStatus } from './pim-status';

const NOW = Date.parse('2026-03-10T12:00:00Z');
const MINUTE = 60_000;
const TENANT = { tenantId: '11111111-2222-4333-8444-555555555555', tenantName: 'contoso.com' };
const LABELS = '{tenant="contoso.com",content_type="DLP.All"}';

class World {
  readonly lane = new LaneStatus({ ...TENANT, service: 'dlp', contentType: 'DLP.All' });
  readonly pim = new PimStatus(TENANT);
  readonly writer: { load: Metered['writer']['load'] } = { load: { records: 0, bytes: 0, requests: 0 } };
  lastSent: number | undefined;
  readonly registry = collectorMetrics({
    lanes: [this.lane],
    pim: [this.pim],
    budgets: [{ ...TENANT, budget: { used: 17, perMinute: 2000 } }],
    writer: this.writer,
    heartbeats: this,
    timeOf: () => NOW,
  });

  async lines(): Promise<string[]> {
    const lines = (await this.registry.metrics()).split('\n');
    return lines.flatMap((line) =>
      line.startsWith('o365_collector_') ? [line.slice('o365_collector_'.length)] : [],
    );
  }
}

describe('collectorMetrics', () => {
  test('gives how a lane stands, each time anew, and does not say 0 of what it does not know', async () => {
    const world = new World();
    const { lane } = world;
    lane.counts.created = 7;
    lane.counts.lost = 2 * 3_600_000;
    lane.windowEnd = NOW - MINUTE;
    lane.workloads.set('Exchange', { lastEvent: NOW - 90 * MINUTE, lastArrival: NOW });
    lane.workloads.set('Other', { lastEvent: NOW - 70 * MINUTE, lastArrival: NOW - 5 * MINUTE });
    const lines = await world.lines();
    expect(lines).toContain(`records_created_total${LABELS} 7`);
    expect(lines).toContain(`lost_seconds_total${LABELS} 7200`);
    expect(lines).toContain(`backlog_seconds${LABELS} 60`);
    expect(lines).toContain(`last_event_timestamp_seconds${LABELS} ${NOW / 1000 - 70 * 60}`);
    expect(lines).toContain(`lag_seconds${LABELS} ${65 * 60}`);
    expect(lines).toContain(`stuck${LABELS} 0`);
    for (const unknown of ['cursor_timestamp', 'last_heartbeat', 'pim_last_poll']) {
      expect(lines.filter((line) => line.startsWith(unknown))).toEqual([]);
    }
    lane.counts.created = 9;
    lane.failed({ code: 'AF10001', message: 'x', time: 1, stuck: true });
    const later = await world.lines();
    expect(later).toContain(`records_created_total${LABELS} 9`);
    expect(later).toContain(`stuck${LABELS} 1`);
  });

  test('gives how PIM’s poller stands', async () => {
    const world = new World();
    world.pim.failed({ code: 'x', message: 'x', time: 1, stuck: true });
    expect(await world.lines()).toContain('pim_stuck{tenant="contoso.com"} 1');
    Object.assign(world.pim.counts, { written: 2, unchanged: 3, deadLetter: 4 });
    world.pim.polled(NOW);
    expect((await world.lines()).filter((line) => line.startsWith('pim_'))).toEqual([
      'pim_alerts_written_total{tenant="contoso.com"} 2',
      'pim_alerts_unchanged_total{tenant="contoso.com"} 3',
      'pim_alerts_dead_letter_total{tenant="contoso.com"} 4',
      'pim_errors_total{tenant="contoso.com"} 1',
      `pim_last_poll_timestamp_seconds{tenant="contoso.com"} ${NOW / 1000}`,
      'pim_stuck{tenant="contoso.com"} 0',
    ]);
  });

  test('gives what is on its way', async () => {
    const world = new World();
    world.writer.load = { records: 5, bytes: 6000, requests: 2 };
    world.lastSent = NOW;
    const lines = await world.lines();
    for (const line of [
      'queue_records 5',
      'queue_bytes 6000',
      'elasticsearch_requests_under_way 2',
      `last_heartbeat_timestamp_seconds ${NOW / 1000}`,
      'requests_last_minute{tenant="contoso.com"} 17',
      'requests_per_minute_limit{tenant="contoso.com"} 2000',
    ]) {
      expect(lines).toContain(line);
    }
  });

  test('are those that docs/collecting.md lists, with what they say', async () => {
    const page = readFileSync(resolve(__dirname, '../../../docs/collecting.md'), 'utf8');
    const [, section = ''] = page.split('\n### Metrics\n');
    const [table = ''] = section.split('\n## ');
    const listed = [...table.matchAll(/^\| `(\w+)` +\| (\w+) +\| (.*?) +\|$/gm)].map((row) => row.slice(1));
    const own = await new World().registry.getMetricsAsJSON();
    const given = own.flatMap(({ name, type, help }) =>
      name.startsWith('o365_collector_') ? [[name.slice('o365_collector_'.length), String(type), help]] : [],
    );
    expect(listed).toEqual(given);
    expect(given.length).toBeGreaterThan(20);
  });
});
