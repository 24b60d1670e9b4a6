import { resolve } from 'node:path';
import { pino } from 'pino';
import type { JsonObject } from '../../base/json';
import { loadPack } from '../../content';
import type { Lane } from '../lane/lane';
import type { Bulk } from '../write/bulk-client';
import { Heartbeats } from './heartbeats';
import { LaneStatus } from './lane-status';
import { PimStatus } from './pim-status';

const NOW = Date.parse('2026-03-10T12:00:00Z');
const MINUTE = 60_000;

const EXCHANGE: Lane = {
  tenantId: '11111111-2222-4333-8444-555555555555',
  tenantName: 'contoso.com',
  service: 'exchange',
  contentType: 'Audit.Exchange',
};

/** Sends through the pipeline that ships; keeps the documents. */
class World {
  time = NOW;
  steady = 0;
  /** By the service's clock; as the time of day where it is not set. */
  service: number | undefined;
  down = false;
  readonly status = new LaneStatus(EXCHANGE);
  readonly other = new LaneStatus({ ...EXCHANGE, service: 'dlp', contentType: 'DLP.All' });
  /** Content type whose heartbeats are refused. */
  refused = '';
  readonly documents: JsonObject[] = [];
  readonly ids: (string | null)[] = [];
  readonly #stream = loadPack(resolve(__dirname, '../../..')).streams.get('o365.collector');
  heartbeats = this.of([this.status, this.other], []);

  of(lanes: readonly LaneStatus[], pim: readonly PimStatus[]): Heartbeats {
    return new Heartbeats({
      lanes,
      pim,
      bulk: this.bulk(),
      stream: 'logs-o365_rulepack.collector-default',
      collectorId: '10042',
      version: '0.1.0',
      interval: 5 * MINUTE,
      clock: { now: () => this.time },
      steady: { now: () => this.steady },
      timeOf: () => this.service ?? this.time,
      logger: pino({ level: 'silent' }),
    });
  }

  bulk(): Bulk {
    return (_stream, body) => {
      if (this.down) return Promise.resolve({ kind: 'refused', status: 503, type: 'x', reason: 'down' });
      const sources = body.split('\n').filter((line) => line.startsWith('{"message"'));
      const isRefused = (text: string): boolean => this.refused !== '' && text.includes(this.refused);
      for (const text of sources.filter((source) => !isRefused(source))) {
        const source = JSON.parse(text) as JsonObject;
        const pipeline = this.#stream?.defaultPipeline ?? '';
        const outcome = this.#stream?.compiled.run([pipeline], { index: 'i', id: null, source }, this.time);
        if (outcome?.kind !== 'document') throw new Error(JSON.stringify(outcome));
        this.documents.push(outcome.source);
        this.ids.push(outcome.id);
      }
      return Promise.resolve({
        kind: 'items',
        items: sources.map((text) => ({
          status: isRefused(text) ? 429 : 201,
          index: 'i',
          type: undefined,
          reason: undefined,
        })),
      });
    };
  }

  async beat(): Promise<JsonObject[]> {
    this.documents.length = 0;
    await this.heartbeats.send(new AbortController().signal);
    return this.documents;
  }
}

function received(content_type: string, received: number): object {
  return { o365: { collector: { content_type, records: { received } } } };
}

describe('Heartbeats', () => {
  test('become documents of o365.collector with every field in its place', async () => {
    const world = new World();
    world.status.cursor = NOW - 30 * MINUTE;
    world.status.lastPoll = NOW - MINUTE;
    world.status.catchingUp = false;
    world.status.workloads.set('Exchange', { lastEvent: NOW - 70 * MINUTE, lastArrival: NOW - 5 * MINUTE });
    Object.assign(world.status.counts, {
      received: 12,
      created: 10,
      duplicate: 1,
      deadLetter: 1,
      requestsSent: 4,
    });
    const [document] = await world.beat();
    expect(document).toMatchObject({
      event: { dataset: 'o365.collector', kind: 'metric', outcome: 'success' },
      labels: { collector_id: '10042' },
      organization: { id: EXCHANGE.tenantId, name: 'contoso.com' },
      '@timestamp': '2026-03-10T12:00:00.000Z',
      o365: {
        collector: {
          id: '10042',
          version: '0.1.0',
          content_type: 'Audit.Exchange',
          service: 'exchange',
          workload: 'Exchange',
          last_event: '2026-03-10T10:50:00.000Z',
          last_poll: '2026-03-10T11:59:00.000Z',
          cursor: '2026-03-10T11:30:00.000Z',
          catching_up: false,
          lag_minutes: 65,
          idle_minutes: 5,
          interval_seconds: 300,
          records: { received: 12, created: 10, duplicate: 1, dead_letter: 1 },
          requests: { sent: 4, throttled: 0, failed: 0 },
        },
      },
    });
    expect(JSON.stringify(document)).not.toContain('unmapped');
  });

  test('count what came since the one before, and what could not be told then', async () => {
    const world = new World();
    world.status.counts.received = 5;
    await world.beat();
    world.status.counts.received = 8;
    world.down = true;
    expect(await world.beat()).toEqual([]);
    world.down = false;
    world.status.counts.received = 9;
    const [document] = await world.beat();
    expect(document).toMatchObject({ o365: { collector: { records: { received: 4 } } } });
  });

  test('count nothing twice when Elasticsearch takes a part of them', async () => {
    const world = new World();
    for (const status of [world.status, world.other]) status.counts.received = 5;
    world.refused = 'DLP.All';
    expect(await world.beat()).toMatchObject([received('Audit.Exchange', 5)]);
    world.refused = '';
    for (const status of [world.status, world.other]) status.counts.received = 7;
    expect(await world.beat()).toMatchObject([received('Audit.Exchange', 2), received('DLP.All', 7)]);
  });

  test('count an error once, whatever the number of workloads', async () => {
    const world = new World();
    world.status.workloads.set('Other', { lastEvent: NOW, lastArrival: NOW });
    world.status.failed({ code: 'AF50000', message: 'x', time: NOW, stuck: false });
    const documents = (await world.beat()).slice(0, 2);
    expect(documents).toMatchObject([
      { event: { outcome: 'failure' }, o365: { collector: { errors: { count: 1, code: 'AF50000' } } } },
      { event: { outcome: 'failure' }, o365: { collector: { errors: { code: 'AF50000' } } } },
    ]);
    expect(documents[1]).not.toHaveProperty('o365.collector.errors.count');
  });

  test('tell of the expected workload from the start, and of each that there are records of', async () => {
    const world = new World();
    world.time = NOW + 3 * 60 * MINUTE;
    const [silent] = await world.beat();
    expect(silent).toMatchObject({ o365: { collector: { workload: 'Exchange', idle_minutes: 180 } } });
    expect(silent).not.toHaveProperty('o365.collector.last_event');
    world.status.workloads.set('SecurityComplianceCenter', { lastEvent: NOW, lastArrival: world.time });
    world.status.counts.received = 3;
    const documents = await world.beat();
    expect(documents.map((document) => (document['o365'] as JsonObject)['collector'])).toMatchObject([
      { workload: 'Exchange', idle_minutes: 180, records: { received: 3 } },
      { workload: 'SecurityComplianceCenter', idle_minutes: 0 },
      { workload: 'DLP', idle_minutes: 180 },
    ]);
    expect(documents[1]).not.toHaveProperty('o365.collector.records');
  });

  test('tell of an error once, and as long as it lasts', async () => {
    const world = new World();
    const error = { code: 'AF20022', message: 'no subscription', time: NOW, stuck: false };
    world.status.failed(error);
    world.status.error = undefined;
    expect((await world.beat())[0]).toMatchObject({
      event: { outcome: 'failure' },
      o365: { collector: { errors: { count: 1, code: 'AF20022', time: '2026-03-10T12:00:00.000Z' } } },
    });
    expect((await world.beat())[0]).toMatchObject({ event: { outcome: 'success' } });
    world.status.failed({ ...error, cure: 'Do this.', stuck: true });
    await world.beat();
    expect((await world.beat())[0]).toMatchObject({ message: 'no subscription Do this.' });
  });

  test('tell of PIM’s alerts, where nothing else is read too', async () => {
    const pim = new PimStatus(EXCHANGE);
    const world = new World();
    world.heartbeats = world.of([], [pim]);
    Object.assign(pim.counts, { written: 2, unchanged: 7, deadLetter: 1 });
    pim.polled(NOW - MINUTE);
    const [document, ...more] = await world.beat();
    expect(more).toEqual([]);
    expect(document).toMatchObject({
      event: { dataset: 'o365.collector', kind: 'metric', outcome: 'success' },
      organization: { id: EXCHANGE.tenantId, name: 'contoso.com' },
      o365: {
        collector: {
          id: '10042',
          content_type: 'roleManagementAlerts',
          service: 'pim_alerts',
          workload: 'PIM',
          last_poll: '2026-03-10T11:59:00.000Z',
          catching_up: false,
          records: { received: 10, created: 2, duplicate: 7, dead_letter: 1 },
        },
      },
    });
    expect(document).not.toHaveProperty('o365.collector.idle_minutes');
    expect(JSON.stringify(document)).not.toContain('unmapped');
    pim.failed({ code: 'UnknownError', message: 'no', cure: 'Grant it.', time: NOW, stuck: true });
    expect(await world.beat()).toMatchObject([
      {
        message: 'no Grant it.',
        event: { outcome: 'failure' },
        o365: { collector: { records: { received: 0 }, errors: { count: 1, code: 'UnknownError' } } },
      },
    ]);
    pim.polled(NOW);
    expect(await world.beat()).toMatchObject([{ event: { outcome: 'success' } }]);
  });

  test('a clock that is hours ahead of the service’s does not end a backlog', async () => {
    const world = new World();
    world.service = NOW;
    world.time = NOW + 120 * MINUTE;
    world.status.lastPoll = NOW - MINUTE;
    world.status.failed({ code: 'AF50000', message: 'x', time: NOW, stuck: false });
    expect((await world.beat())[0]).toMatchObject({ o365: { collector: { catching_up: true } } });
    world.service = NOW + 59 * MINUTE;
    expect((await world.beat())[0]).toMatchObject({ o365: { collector: { catching_up: false } } });
  });

  test('say for how long none was taken, whatever the time of day does', async () => {
    const world = new World();
    world.steady = 4 * MINUTE;
    expect(world.heartbeats).toMatchObject({ lastSent: undefined, silence: 4 * MINUTE });
    await world.beat();
    expect(world.heartbeats).toMatchObject({ lastSent: NOW, silence: 0 });
    world.time -= 30 * 24 * 60 * MINUTE;
    world.steady += 20 * MINUTE;
    world.down = true;
    await world.beat();
    expect(world.heartbeats).toMatchObject({ lastSent: NOW, silence: 20 * MINUTE });
  });

  test('have an id of their own for each moment', async () => {
    const world = new World();
    await world.beat();
    world.time += 1;
    await world.beat();
    expect(new Set(world.ids).size).toBe(4);
  });
});
