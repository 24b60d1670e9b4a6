import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Lane } from '../lane/lane';
import { HealthServer } from './health-server';
import { LaneStatus } from './lane-status';
import { collectorMetrics } from './metrics';

const LANE: Lane = {
  tenantId: '11111111-2222-4333-8444-555555555555',
  tenantName: 'contoso.com',
  service: 'dlp',
  contentType: 'DLP.All',
};

async function served(
  work: (
    get: (path: string) => Promise<Response>,
    status: LaneStatus,
    at: { time: number; lastSent: number | undefined },
    url: string,
  ) => Promise<void>,
): Promise<void> {
  const status = new LaneStatus(LANE);
  const at: { time: number; lastSent: number | undefined } = { time: 10_000_000, lastSent: 10_000_000 };
  const clock = { now: () => at.time };
  const parts = {
    lanes: [status],
    metrics: collectorMetrics([status], clock),
    heartbeat: () => ({ lastSent: at.lastSent, interval: 1000 }),
    clock,
  };
  await using server = await HealthServer.start({ host: '127.0.0.1', port: 0 }, parts);
  await work((path) => fetch(new URL(path, server.url)), status, at, server.url);
}

/** Of a request whose target is sent as it stands; no client with manners would. */
async function statusOf(url: string, target: string): Promise<number> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.end(`GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  return Number((await text(socket)).slice(9, 12));
}

describe('HealthServer', () => {
  test('is alive and ready', async () => {
    await served(async (get) => {
      expect((await get('/healthz')).status).toBe(200);
      const ready = await get('/readyz');
      expect(ready.status).toBe(200);
      expect(await ready.json()).toEqual({ ready: true, problems: [] });
    });
  });

  test('is not ready while somebody must act, and says what to do; it lives on', async () => {
    await served(async (get, status) => {
      status.failed({ code: 'AF10001', message: 'no permission', cure: 'Grant it.', time: 1, stuck: true });
      const ready = await get('/readyz');
      expect(ready.status).toBe(503);
      expect(await ready.json()).toMatchObject({
        problems: [
          { what: 'contoso.com DLP.All', code: 'AF10001', message: 'no permission', cure: 'Grant it.' },
        ],
      });
      expect((await get('/healthz')).status).toBe(200);
    });
  });

  test('an error that passes does not matter', async () => {
    await served(async (get, status) => {
      status.failed({ code: 'AF50000', message: 'x', time: 1, stuck: false });
      expect((await get('/readyz')).status).toBe(200);
    });
  });

  test('is not ready when heartbeats do not get through', async () => {
    await served(async (get, _status, at) => {
      at.lastSent = 10_000_000 - 3001;
      expect(await (await get('/readyz')).json()).toMatchObject({ problems: [{ code: 'NO_HEARTBEAT' }] });
    });
  });

  test('gives metrics of every lane, each time as it stands', async () => {
    await served(async (get, status) => {
      status.counts.created = 7;
      status.windowEnd = 9_940_000;
      const lines = (await (await get('/metrics')).text()).split('\n');
      const labels = '{tenant="contoso.com",content_type="DLP.All"}';
      expect(lines).toContain(`o365_collector_records_created_total${labels} 7`);
      expect(lines).toContain(`o365_collector_backlog_seconds${labels} 60`);
      expect(lines).toContain(`o365_collector_stuck${labels} 0`);
      // What is not known yet is not said to be nothing.
      expect(lines.some((line) => line.startsWith('o365_collector_cursor_timestamp_seconds{'))).toBe(false);
      status.counts.created = 9;
      expect(await (await get('/metrics')).text()).toContain(`created_total${labels} 9`);
    });
  });

  test('is not ready when no heartbeat ever got through', async () => {
    await served(async (get, _status, at) => {
      at.lastSent = undefined;
      expect((await get('/readyz')).status).toBe(200);
      at.time += 3001;
      expect(await (await get('/readyz')).json()).toMatchObject({ problems: [{ code: 'NO_HEARTBEAT' }] });
    });
  });

  test.each(['/', '/nothing', '/healthz/x'])('knows no path %s', async (path) => {
    await served(async (get) => {
      expect((await get(path)).status).toBe(404);
    });
  });

  test.each(['//', '//[', '*', 'http://[::1'])('lives on after a request for %s', async (target) => {
    await served(async (get, _status, _at, url) => {
      expect(await statusOf(url, target)).toBe(404);
      expect((await get('/healthz')).status).toBe(200);
    });
  });

  test('a query is no other path', async () => {
    await served(async (get) => {
      expect((await get('/healthz?from=probe')).status).toBe(200);
    });
  });
});
