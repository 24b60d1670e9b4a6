import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Stored {
  readonly source: Record<string, unknown>;
  readonly seqNo: number;
}

interface Answer {
  readonly status: number;
  /** A text is sent as it is: as JSON where it begins so, else as HTML. */
  readonly body?: object | string;
}

type Json = Record<string, unknown>;

export interface StateRequest {
  readonly method: string;
  /** Without the index: `_bulk`, `_doc/lease`. */
  readonly path: string;
  readonly body: string;
}

/** Plays the requests by which the state is kept in an index, of an Elasticsearch whose searches need a refresh. */
export class StateCluster implements AsyncDisposable {
  readonly documents = new Map<string, Stored>();
  readonly seen: StateRequest[] = [];
  url = '';
  /** Answers in its stead; `hang`: never. */
  instead: (request: StateRequest) => Answer | 'hang' | undefined = () => undefined;
  /** What searches find. */
  #searched = new Map<string, Stored>();
  #exists = false;
  #seqNo = 0;
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  async start(): Promise<this> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this;
  }

  /** Requests whose path begins so. */
  requests(path: string): StateRequest[] {
    return this.seen.filter((request) => request.path.startsWith(path));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', 'http://x');
    let body = '';
    for await (const piece of request) body += String(piece);
    const [, , ...path] = url.pathname.split('/').map(decodeURIComponent);
    const asked = { method: request.method ?? '', path: path.join('/'), body };
    this.seen.push(asked);
    const instead = this.instead(asked);
    if (instead === 'hang') return;
    const answer = instead ?? this.#do(asked, url.searchParams);
    const { status, body: sent = {} } = answer;
    const text = typeof sent === 'string' ? sent : JSON.stringify(sent);
    response.writeHead(status, {
      'x-elastic-product': 'Elasticsearch',
      'content-type': /^[{[]/.test(text) ? 'application/json' : 'text/html',
    });
    response.end(text);
  }

  #do({ method, path, body }: StateRequest, query: URLSearchParams): Answer {
    const [kind = ''] = path.split('/', 1);
    const id = path.slice(kind.length + 1);
    const json = (): Json => JSON.parse(body) as Json;
    if (path === '') {
      this.#exists = true;
      return { status: 200, body: {} };
    }
    if (!this.#exists && kind === '_doc' && method !== 'HEAD')
      return { status: 404, body: { error: { type: 'index_not_found_exception' }, status: 404 } };
    if (kind === '_mget') {
      const docs = (json()['ids'] as string[]).map((_id) => ({ _id, found: this.documents.has(_id) }));
      return { status: 200, body: { docs } };
    }
    if (kind === '_search') return this.#search(json());
    if (kind === '_bulk') return this.#bulk(body, query);
    if (kind === '_update') {
      const { doc } = json() as { doc: Json };
      const old = this.documents.get(id)?.source ?? {};
      return this.#put(id, {
        ...old,
        ...doc,
        value: { ...(old['value'] as Json), ...(doc['value'] as Json) },
      });
    }
    const found = this.documents.get(id);
    const seqNo = query.get('if_seq_no');
    const isOther = seqNo !== null && Number(seqNo) !== found?.seqNo;
    if (method === 'HEAD') return { status: found ? 200 : 404 };
    if (method === 'GET') {
      const known = { found: true, _seq_no: found?.seqNo, _primary_term: 1, _source: found?.source };
      return found ? { status: 200, body: known } : { status: 404, body: { found: false } };
    }
    if (isOther || (kind === '_create' && found)) return conflict();
    if (method === 'DELETE') {
      this.documents.delete(id);
      return { status: 200, body: {} };
    }
    const answer = this.#put(id, json());
    if (query.get('refresh') === 'true') this.#refresh();
    return answer;
  }

  #put(id: string, source: Json): Answer {
    const seqNo = (this.#seqNo += 1);
    this.documents.set(id, { source, seqNo });
    return { status: 200, body: { _seq_no: seqNo, _primary_term: 1 } };
  }

  #refresh(): void {
    this.#searched = new Map(this.documents);
  }

  #search({ query, size }: Json): Answer {
    const { filter } = (query as { bool: { filter: [{ term: { kind: string } }, { range: Json }] } }).bool;
    const [{ term }, { range }] = filter;
    const [[field, limits] = ['', {}]] = Object.entries(
      range as Record<string, { gt?: number; lt?: number }>,
    );
    const { gt = -Infinity, lt = Infinity } = limits;
    const hits = [...this.#searched]
      .filter(([, { source }]) => source['kind'] === term.kind)
      .filter(([, { source }]) => Number(source[field]) > gt && Number(source[field]) < lt)
      .sort(([, a], [, b]) => Number(a.source[field]) - Number(b.source[field]))
      .slice(0, Number(size))
      .map(([_id, { source, seqNo }]) => ({ _id, _source: source, _seq_no: seqNo, _primary_term: 1 }));
    return { status: 200, body: { hits: { hits } } };
  }

  #bulk(body: string, query: URLSearchParams): Answer {
    const lines = body.trimEnd().split('\n');
    const items: object[] = [];
    for (let place = 0; place < lines.length; place += 1) {
      const action = JSON.parse(lines[place] ?? '') as {
        readonly index?: { readonly _id: string };
        readonly create?: object;
        readonly delete?: { readonly _id: string; readonly if_seq_no?: number };
      };
      // Of a data stream: what becomes of it does not matter here.
      if (action.create) {
        place += 1;
        items.push({ create: { status: 201, _index: 'x' } });
        continue;
      }
      if (action.index) {
        this.#put(action.index._id, JSON.parse(lines[(place += 1)] ?? '') as Json);
        items.push({ index: { status: 200 } });
        continue;
      }
      const { _id = '', if_seq_no: seqNo } = action.delete ?? {};
      const isOther = seqNo !== undefined && seqNo !== this.documents.get(_id)?.seqNo;
      if (!isOther) this.documents.delete(_id);
      items.push({ delete: isOther ? { status: 409, error: { type: 'conflict' } } : { status: 200 } });
    }
    if (query.get('refresh') === 'true') this.#refresh();
    const errors = items.some((item) => JSON.stringify(item).includes('"error"'));
    return { status: 200, body: { errors, items } };
  }
}

function conflict(): Answer {
  return { status: 409, body: { error: { type: 'version_conflict_engine_exception' }, status: 409 } };
}
