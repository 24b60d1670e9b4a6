import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** `auth.oauth2` of the CEL input, as the template renders it. */
export interface OAuth2Config {
  readonly token_url: string;
  readonly 'client.id': string;
  readonly 'client.secret': string;
  readonly scopes: readonly string[];
}

/**
 * What `auth.oauth2` does in the CEL input, as a server in front of an API: mito 1.10 does not read its `token_url`.
 * Each request goes on with a token, which is fetched once; without a token it fails as a broken connection.
 */
export class TokenClient implements AsyncDisposable {
  private readonly server: Server;
  private token: string | undefined;
  oauth2: OAuth2Config | undefined;

  private constructor(private readonly api: string) {
    this.server = createServer((request, response) => {
      this.forward(request, response).catch(() => response.destroy());
    });
  }

  static async start(api: string): Promise<TokenClient> {
    const client = new TokenClient(api);
    await new Promise<void>((resolve) => client.server.listen(0, '127.0.0.1', resolve));
    return client;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private async forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.token ??= await this.fetchToken();
    const answer = await fetch(`${this.api}${request.url ?? ''}`, {
      method: request.method ?? 'GET',
      headers: { authorization: `Bearer ${this.token}` },
    });
    const headers = new Headers(answer.headers);
    headers.delete('transfer-encoding');
    // On a kept connection Go would send a request again that breaks.
    headers.set('connection', 'close');
    response.writeHead(answer.status, [...headers].flat()).end(Buffer.from(await answer.arrayBuffer()));
  }

  private async fetchToken(): Promise<string> {
    if (this.oauth2 === undefined) throw new Error('no auth.oauth2');
    const { token_url, scopes, ...client } = this.oauth2;
    const answer = await fetch(token_url, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: client['client.id'],
        client_secret: client['client.secret'],
        scope: scopes.join(' '),
      }),
    });
    const { access_token } = (await answer.json()) as { access_token?: string };
    if (access_token === undefined) throw new Error('no token');
    return access_token;
  }
}
