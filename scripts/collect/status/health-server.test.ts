import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { Registry } from 'prom-client';
import type { Lane } from '../lane/lane';
import { HealthServer } from './health-server';
import { LaneStatus } from './lane-status';
import { PimStatus } from './pim-status';

const LANE: Lane = {
  tenantId: '11111111-2222-4333-8444-555555555555',
  tenantName: 'contoso.com',
  service: 'dlp',
  contentType: 'DLP.All',
};

const NOW = Date.parse('2026-03-10T12:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface Silent {
  lastSent: number | undefined;
  silence: number;
  interval: number;
}

async function served(
  work: (
    get: (path: string) => Promise<Response>,
    status: LaneStatus,
    heartbeats: Silent,
    url: string,
    pim: PimStatus,
  ) => Promise<void>,
): Promise<void> {
  const status = new LaneStatus(LANE);
  const pim = new PimStatus(LANE);
  const heartbeats: Silent = { lastSent: undefined, silence: 0, interval: 1000 };
  const parts = { lanes: [status], pim: [pim], metrics: new Registry(), heartbeats, timeOf: () => NOW };
  await using server = await HealthServer.start({ host: '127.0.0.1', port: 0 }, parts);
  await work((path) => fetch(new URL(path, server.url)), status, heartbeats, server.url, pim);
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

  test.each([
    ['ever', undefined, 'no heartbeat was taken yet'],
    ['for longer than three of them', NOW, 'no heartbeat was taken since 2026-03-10T12:00:00.000Z'],
  ])('is not ready when none %s got through', async (_what, lastSent, message) => {
    await served(async (get, _status, heartbeats) => {
      Object.assign(heartbeats, { lastSent, silence: 3000 });
      expect((await get('/readyz')).status).toBe(200);
      heartbeats.silence = 3001;
      expect(await (await get('/readyz')).json()).toMatchObject({
        problems: [{ code: 'NO_HEARTBEAT', message }],
      });
    });
  });

  test('is not ready while PIM’s poller is stuck, and says what to do', async () => {
    await served(async (get, _status, _at, _url, pim) => {
      pim.failed({ code: 'UnknownError', message: 'no', cure: 'Grant it.', time: 1, stuck: true });
      const ready = await get('/readyz');
      expect(ready.status).toBe(503);
      expect(await ready.json()).toEqual({
        ready: false,
        problems: [
          { what: 'contoso.com PIM alerts', code: 'UnknownError', message: 'no', cure: 'Grant it.' },
        ],
      });
      pim.polled(2);
      expect((await get('/readyz')).status).toBe(200);
    });
  });

  test.each([
    ['six days old and fails for an hour', 6 * DAY + 1, HOUR, 503],
    ['six days old and fails for less', 6 * DAY + 1, HOUR - 1, 200],
    ['six days old and is read', 6 * DAY + 1, undefined, 200],
    ['younger and fails for an hour', 6 * DAY, HOUR, 200],
  ])('a cursor that is %s', async (_what, age, failsFor, expected) => {
    await served(async (get, status) => {
      status.cursor = NOW - age;
      const failed = (time: number): void => {
        status.failed({ code: 'AF50000', message: 'x', time, stuck: false });
      };
      failed(NOW - 9 * HOUR);
      status.error = undefined;
      if (failsFor !== undefined) for (const time of [NOW - failsFor, NOW]) failed(time);
      const ready = await get('/readyz');
      expect(ready.status).toBe(expected);
      if (expected === 503) expect(await ready.json()).toMatchObject({ problems: [{ code: 'LOSS_NEAR' }] });
    });
  });

  test.each(['/', '/nothing', '/healthz/x'])('knows no path %s', async (path) => {
    await served(async (get) => {
      expect((await get(path)).status).toBe(404);
    });
  });

  test.each(['//', '//[', '*', 'http://[::1'])('lives on after a request for %s', async (target) => {
    await served(async (get, _status, _heartbeats, url) => {
      expect(await statusOf(url, target)).toBe(404);
      expect((await get('/healthz')).status).toBe(200);
    });
  });

  test('a HEAD is answered as a GET without its body', async () => {
    await served(async (_get, status, _at, url) => {
      const head = (): Promise<Response> => fetch(new URL('/readyz', url), { method: 'HEAD' });
      expect((await head()).status).toBe(200);
      status.failed({ code: 'AF10001', message: 'no permission', cure: 'Grant it.', time: 1, stuck: true });
      const answer = await head();
      expect(answer.status).toBe(503);
      expect(await answer.text()).toBe('');
    });
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is no method of it', async (method) => {
    await served(async (_get, _status, _heartbeats, url) => {
      const answer = await fetch(new URL('/healthz', url), { method });
      expect(answer.status).toBe(405);
      expect(answer.headers.get('allow')).toBe('GET, HEAD');
    });
  });

  test.each([
    ['a port that is in use', {}, 'EADDRINUSE', 'Choose another “listen.port”'],
    ['an address of elsewhere', { host: '192.0.2.1', port: 0 }, 'EADDRNOTAVAIL', 'an address of this host'],
  ])('%s is refused with what to do', async (_what, where, code, hint) => {
    await served(async (_get, _status, _heartbeats, url) => {
      const listen = { host: '127.0.0.1', port: Number(new URL(url).port), ...where };
      const heartbeats = { lastSent: undefined, silence: 0, interval: 1 };
      const parts = { lanes: [], pim: [], metrics: new Registry(), heartbeats, timeOf: () => NOW };
      await expect(HealthServer.start(listen, parts)).rejects.toMatchObject({
        name: 'ContentError',
        problems: [
          {
            code: 'LISTEN_FAILED',
            message: expect.stringContaining(code) as string,
            hint: expect.stringContaining(hint) as string,
          },
        ],
      });
    });
  });

  test('a query is no other path', async () => {
    await served(async (get) => {
      expect((await get('/healthz?from=probe')).status).toBe(200);
    });
  });
});
