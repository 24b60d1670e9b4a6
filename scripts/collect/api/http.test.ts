import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Http } from './http';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listening(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const serving = (listener: RequestListener): Promise<string> => listening(createServer(listener));

const direct = (): Http => new Http({ proxy: undefined, ca: undefined });

describe('Http', () => {
  test('answers with status, headers in small letters and the text', async () => {
    const url = await serving((request, response) => {
      response.writeHead(201, { NextPageUri: 'x', 'X-Two': ['a', 'b'] }).end(`${request.method ?? ''} ü`);
    });
    await using http = direct();
    const { status, headers, body } = await http.text(url, { method: 'POST' });
    expect([status, body]).toEqual([201, 'POST ü']);
    expect(headers).toMatchObject({ nextpageuri: 'x', 'x-two': 'a, b' });
  });

  test('sends a form', async () => {
    const url = await serving((request, response) => {
      response.setHeader('x-type', request.headers['content-type'] ?? '');
      request.pipe(response);
    });
    await using http = direct();
    const { headers, body } = await http.text(url, { method: 'POST', form: { a: '&=', b: 'ü' } });
    expect(body).toBe('a=%26%3D&b=%C3%BC');
    expect(headers['x-type']).toBe('application/x-www-form-urlencoded');
  });

  test('does not follow a redirect: the token would go along', async () => {
    let asked = 0;
    const url = await serving((_request, response) => {
      asked += 1;
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    await using http = direct();
    expect((await http.text(url)).status).toBe(302);
    expect(asked).toBe(1);
  });

  test('goes through the proxy, and nowhere else', async () => {
    const url = await serving((_request, response) => response.end('there'));
    const asked: string[] = [];
    const proxy = createServer((_request, response) => response.writeHead(405).end());
    proxy.on('connect', ({ url: to = '' }, client, head) => {
      asked.push(to);
      const [host, port] = to.split(':');
      const target = connect(Number(port), host, () => {
        client.write('HTTP/1.1 200 OK\r\n\r\n');
        target.write(head);
        target.pipe(client).pipe(target);
      });
    });
    await using http = new Http({ proxy: await listening(proxy), ca: undefined });
    expect((await http.text(url)).body).toBe('there');
    expect(asked).toEqual([url.slice('http://'.length)]);
  });

  test('no connection, and a body that breaks off, are errors of the network', async () => {
    await using http = direct();
    await expect(http.text('http://127.0.0.1:9')).rejects.toMatchObject({
      name: 'NetworkError',
      code: 'ECONNREFUSED',
    });
    const url = await serving((_request, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('half');
      setTimeout(() => response.destroy(), 20);
    });
    await expect(http.text(url)).rejects.toMatchObject({ name: 'NetworkError' });
  });

  test('a body that trickles is left; how long its consumer takes does not matter', async () => {
    const url = await serving((request, response) => {
      const pieces = setInterval(() => response.write('x'), 20);
      request.on('close', () => clearInterval(pieces));
      if (request.url === '/short') setTimeout(() => response.end(), 50);
      response.on('close', () => clearInterval(pieces));
    });
    await using http = new Http({ proxy: undefined, ca: undefined, bodyWait: 200 });
    await expect(http.text(url)).rejects.toMatchObject({ name: 'NetworkError', code: 'TOO_SLOW' });
    const { body } = await http.send(`${url}/short`);
    let taken = 0;
    for await (const piece of body) {
      taken += piece.length;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    expect(taken).toBeGreaterThan(0);
  });

  test('a body without end is left', async () => {
    const url = await serving((_request, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(1024 * 1024)));
        response.once('drain', more);
      };
      more();
    });
    await using http = direct();
    await expect(http.text(url)).rejects.toMatchObject({ code: 'TOO_LONG' });
  });

  test('an authority that is not there is an error at once', () => {
    expect(() => new Http({ proxy: undefined, ca: '/nowhere/ca.pem' })).toThrow('ENOENT');
  });
});
