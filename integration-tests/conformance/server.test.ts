import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startServer } from '../../scripts/engine';
import { ConformanceServer } from './server';

/** Connects to a server of this test that claims to be Elasticsearch. */
async function connected(
  listener: RequestListener,
): Promise<AsyncDisposable & { server: ConformanceServer }> {
  const http = createServer((request, response) => {
    response.setHeader('x-elastic-product', 'Elasticsearch');
    response.setHeader('content-type', 'application/json');
    if (request.url === '/') response.end('{"version":{"number":"9.4.3"}}');
    else listener(request, response);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const server = await ConformanceServer.connect(
    await startServer('url', { env: { ELASTICSEARCH_URL: `http://127.0.0.1:${port}` } }),
  );
  return {
    server,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        http.close(() => {
          resolve();
        });
        http.closeAllConnections();
      }),
  };
}

const FULL = '{"error":{"type":"es_rejected_execution_exception"},"status":429}';

describe('a server that is full', () => {
  test.each([
    ['refuses the request', 429, FULL],
    ['refuses one search of a batch', 200, `{"responses":[${FULL}]}`],
  ])('%s: it is asked again', async (_, status, body) => {
    let asked = 0;
    await using connection = await connected((_request, response) => {
      asked += 1;
      response.statusCode = asked < 3 ? status : 200;
      response.end(asked < 3 ? body : '{"responses":[]}');
    });
    expect((await connection.server.send('POST', '/_msearch', '')).text).toBe('{"responses":[]}');
    expect(asked).toBe(3);
  });
});

test('a server that goes away ends in an error with the cure', async () => {
  await using connection = await connected((request) => request.socket.destroy());
  await expect(connection.server.send('GET', '/_search')).rejects.toMatchObject({ code: 'ENGINE_LOST' });
});
