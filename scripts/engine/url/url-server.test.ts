import { serverAtUrl } from './url-server';

describe('the engine at a URL', () => {
  it.each([
    [{}, 'needs ELASTICSEARCH_URL'],
    [{ ELASTICSEARCH_URL: '' }, 'needs ELASTICSEARCH_URL'],
    [{ ELASTICSEARCH_URL: 'localhost:9200' }, 'is no http or https URL'],
    [{ ELASTICSEARCH_URL: 'elasticsearch' }, 'is no http or https URL'],
  ])('refuses %j', (env, message) => {
    expect(() => serverAtUrl(env)).toThrow(message);
  });

  it('takes the API key from the environment', () => {
    const env = { ELASTICSEARCH_URL: 'https://a.example:9243/es', ELASTICSEARCH_API_KEY: 'abc' };
    expect(serverAtUrl(env).address).toMatchObject({ url: 'https://a.example:9243/es', apiKey: 'abc' });
  });

  it('keeps a password in the URL out of messages', async () => {
    const server = serverAtUrl({ ELASTICSEARCH_URL: 'https://elastic:s%40crat@a.example' });
    expect(server.address).toMatchObject({
      url: 'https://a.example/',
      username: 'elastic',
      password: 's@crat',
    });
    expect((await server.lost(new Error('no'), false)).message).not.toContain('crat');
  });

  it('tells a server that went away from one that was never there', async () => {
    const server = serverAtUrl({ ELASTICSEARCH_URL: 'https://a.example' });
    expect((await server.lost(new Error('no'), false)).code).toBe('ENGINE_UNREACHABLE');
    expect((await server.lost(new Error('no'), true)).code).toBe('ENGINE_LOST');
  });

  it('names the certificate as the cause where it is', async () => {
    const server = serverAtUrl({ ELASTICSEARCH_URL: 'https://a.example' });
    expect((await server.lost(new Error('self-signed certificate'), false)).hint).toContain(
      'NODE_EXTRA_CA_CERTS',
    );
  });
});
