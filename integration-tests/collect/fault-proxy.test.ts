import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { bulkItems, withRefused } from './bulk-items';
import { PROXY_FAULTS, startFaultProxy } from './fault-proxy';
import type { ProxyFault, ProxyOptions, Stage } from './fault-proxy';

const lines = (...ids: string[]): string =>
  ids.map((id) => `{"create":{"_id":"${id}"}}\n{"message":"of ${id}"}\n`).join('');

describe('the proxy before Elasticsearch', () => {
  /** What came through to it. */
  const taken: string[] = [];
  let server: Server;
  let target: string;

  beforeAll(async () => {
    server = createServer((request, answer) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        const ids = bulkItems(Buffer.concat(pieces).toString()).flatMap(({ id }) => id ?? []);
        taken.push(...ids);
        const items = ids.map((id) => ({ create: { _index: '.ds-x-000001', _id: id, status: 201 } }));
        answer.end(JSON.stringify({ errors: false, took: 1, items, url: request.url }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  beforeEach(() => {
    taken.length = 0;
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const options = (change: Partial<ProxyOptions>): ProxyOptions => ({
    ...{ seed: 'a', target, share: 1, inRow: 1, faults: PROXY_FAULTS, plainIndices: false },
    ...change,
  });

  const send = (url: string, ...ids: string[]): Promise<Response> =>
    fetch(`${url}/x/_bulk?require_data_stream=true&pretty=false`, { method: 'POST', body: lines(...ids) });

  test.each<[ProxyFault, number | 'broken', boolean]>([
    ['busy', 429, false],
    ['unavailable', 503, false],
    ['badGateway', 502, false],
    ['reset', 'broken', false],
    ['slow', 200, true],
    ['answerLost', 'broken', true],
    ['answerCut', 'broken', true],
  ])('%s: the client sees %s, Elasticsearch took it: %s', async (fault, seen, takes) => {
    await using proxy = await startFaultProxy(options({ faults: [fault] }));
    const outcome = await send(proxy.url, 'a').then(
      (answer) =>
        json(answer.body!).then(
          () => answer.status,
          () => (answer.ok ? 'broken' : answer.status),
        ),
      () => 'broken',
    );
    expect(outcome).toBe(seen);
    expect(taken).toEqual(takes ? ['a'] : []);
    expect([...proxy.met]).toEqual([[fault, 1]]);
    expect(proxy.sent.get('a')?.map(({ answered }) => answered)).toEqual(takes ? [seen === 200] : undefined);
    // After a burst comes a right answer.
    expect((await send(proxy.url, 'b')).status).toBe(200);
  });

  test('single items are refused, and Elasticsearch never saw them', async () => {
    await using proxy = await startFaultProxy(options({ faults: ['someBusy'] }));
    const ids = Array.from({ length: 20 }, (_, place) => `id${place}`);
    const { items, errors } = (await (await send(proxy.url, ...ids)).json()) as {
      errors: boolean;
      items: { create: { _id: string; status: number } }[];
    };
    expect(errors).toBe(true);
    expect(items.map(({ create }) => create._id)).toEqual(ids);
    const refused = items.filter(({ create }) => create.status === 429).map(({ create }) => create._id);
    expect(refused.length).toBeGreaterThan(0);
    expect(taken).toEqual(ids.filter((id) => !refused.includes(id)));
    expect([...proxy.sent.keys()]).toEqual(taken);
  });

  test('tells each stage of a request', async () => {
    const stages: [Stage, number][] = [];
    const onStage = (stage: Stage, place: number): number => stages.push([stage, place]);
    await using proxy = await startFaultProxy(options({ share: 0, onStage }));
    await (await send(proxy.url, 'a')).text();
    await (await send(proxy.url, 'b')).text();
    expect(stages).toEqual(
      [1, 2].flatMap((place) => [
        ['arrived', place],
        ['taken', place],
        ['answered', place],
      ]),
    );
  });

  test.each([
    [true, '/x/_bulk?pretty=false'],
    [false, '/x/_bulk?require_data_stream=true&pretty=false'],
  ])('leaves require_data_stream out for plain indices: %s', async (plainIndices, url) => {
    await using proxy = await startFaultProxy(options({ share: 0, plainIndices }));
    expect(await (await send(proxy.url, 'a')).json()).toMatchObject({ url });
  });
});

test('a bulk answer has the refused items at their places', () => {
  const items = bulkItems(lines('a', 'b', 'c'));
  const answer = JSON.stringify({ errors: false, items: [{ create: { _id: 'b', status: 201 } }] });
  expect(JSON.parse(withRefused(answer, items, new Set([0, 2])))).toMatchObject({
    errors: true,
    items: [
      { create: { _id: 'a', status: 429 } },
      { create: { _id: 'b', status: 201 } },
      { create: { _id: 'c', status: 429 } },
    ],
  });
});
