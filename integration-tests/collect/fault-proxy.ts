import { Agent, createServer, request } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { Random } from '../../scripts/generate/random';
import { NOTHING, bulkItems, itemAnswers, withRefused } from './bulk-items';

/** What can happen to a request to Elasticsearch; the last four after Elasticsearch has taken it. */
export const PROXY_FAULTS = [
  'busy',
  'unavailable',
  'badGateway',
  'reset',
  'someBusy',
  'slow',
  'answerLost',
  'answerCut',
] as const;
export type ProxyFault = (typeof PROXY_FAULTS)[number];

/** `arrived`: Elasticsearch does not know of it yet; `taken`: it has answered; `answered`: the answer is on its way back. */
export type Stage = 'arrived' | 'taken' | 'answered';

export interface ProxyOptions {
  readonly seed: string;
  /** Address of the real one. */
  readonly target: string;
  /** Of the requests that meet a fault; a burst counts as one. */
  readonly share: number;
  /** How long a burst is at most; after each comes a right answer to the same kind of request. */
  readonly inRow: number;
  readonly faults: readonly ProxyFault[];
  /** It has no data streams but what stands for them: `require_data_stream` is left out of requests. */
  readonly plainIndices: boolean;
  /** Whether `sent` is kept; true by default. */
  readonly notes?: boolean;
  /** Called while a request is held, with its place (from 1) among all. */
  readonly onStage?: (stage: Stage, place: number) => void;
}

/** A document that Elasticsearch was given by a bulk request. */
export interface SentDocument {
  /** When it came to the proxy, and when Elasticsearch had answered; `performance.now()`. */
  readonly arrived: number;
  readonly at: number;
  /** The backing index, where it was created; undefined where it was not. */
  readonly created: string | undefined;
  /** Whether the proxy let the answer through. */
  readonly answered: boolean;
}

export interface FaultProxy extends AsyncDisposable {
  readonly url: string;
  /** How many requests came. */
  requests(): number;
  /** How often each fault happened. */
  readonly met: ReadonlyMap<ProxyFault, number>;
  /** What became of each document, by its `_id`, in order. */
  readonly sent: ReadonlyMap<string, readonly SentDocument[]>;
}

interface Kind {
  burst: { readonly fault: ProxyFault; left: number } | undefined;
  rests: boolean;
}

interface Taken {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const HEADERS = { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' };

const REFUSALS = {
  busy: [
    429,
    '{"error":{"type":"es_rejected_execution_exception","reason":"rejected execution"},"status":429}',
  ],
  unavailable: [503, '{"error":{"type":"unavailable_shards_exception","reason":"not there"},"status":503}'],
  badGateway: [502, '<html><body>Bad Gateway</body></html>'],
} as const;

/** Stands between a collector and Elasticsearch on loopback and disturbs what goes through, by a seed. */
export async function startFaultProxy(options: ProxyOptions): Promise<FaultProxy> {
  const disturbance = new Disturbance(options);
  const server = createServer((incoming, answer) => void disturbance.handle(incoming, answer));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => disturbance.place,
    met: disturbance.met,
    sent: disturbance.sent,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        disturbance.agent.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

class Disturbance {
  readonly agent = new Agent({ keepAlive: true });
  readonly met = new Map<ProxyFault, number>();
  readonly sent = new Map<string, SentDocument[]>();
  place = 0;
  readonly #random: Random;
  readonly #kinds = new Map<string, Kind>();

  constructor(private readonly options: ProxyOptions) {
    this.#random = Random.of(options.seed, 'elasticsearch');
  }

  async handle(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const place = (this.place += 1);
    try {
      const body = await bodyOf(incoming);
      const path = incoming.url?.split('?')[0] ?? '/';
      const isBulk = path.endsWith('/_bulk') && (this.options.notes ?? true);
      const fault = this.#draw(`${incoming.method ?? ''} ${path}`, isBulk);
      // Who hears of the stage may kill the collector: that comes after.
      const arrived = performance.now();
      this.options.onStage?.('arrived', place);
      if (fault === 'reset') {
        incoming.socket.resetAndDestroy();
      } else if (fault === 'busy' || fault === 'unavailable' || fault === 'badGateway') {
        const [status, text] = REFUSALS[fault];
        answer
          .writeHead(status, fault === 'badGateway' ? { 'content-type': 'text/html' } : HEADERS)
          .end(text);
      } else {
        await this.#pass({ incoming, answer, body, place, isBulk, fault, arrived });
      }
      this.options.onStage?.('answered', place);
    } catch {
      // Either side went away: the collector was killed, or the server stops.
      incoming.socket.destroy();
    }
  }

  async #pass(passing: Passing): Promise<void> {
    const { incoming, answer, body, place, isBulk, fault, arrived } = passing;
    const { taken, forwarded } = isBulk
      ? await this.#bulk(incoming, body, arrived, fault === 'someBusy')
      : { taken: await this.#forward(incoming, body), forwarded: undefined };
    this.options.onStage?.('taken', place);
    const answered = fault !== 'answerLost' && fault !== 'answerCut' && !incoming.socket.destroyed;
    forwarded?.(answered);
    if (fault === 'slow') await pause(this.#random.between(5, 150));
    if (fault === 'answerLost') {
      incoming.socket.resetAndDestroy();
      return;
    }
    answer.writeHead(taken.status, { ...endToEnd(taken.headers), 'content-length': taken.body.length });
    if (fault === 'answerCut' && taken.body.length > 1) {
      answer.write(taken.body.subarray(0, Math.floor(taken.body.length / 2)), () => answer.destroy());
    } else {
      answer.end(taken.body);
    }
  }

  /** Forwards a bulk request, without some of its items where they are to be refused. */
  async #bulk(
    incoming: IncomingMessage,
    body: Buffer,
    arrived: number,
    refuses: boolean,
  ): Promise<{ taken: Taken; forwarded: (answered: boolean) => void }> {
    const text = incoming.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
    const items = bulkItems(text.toString());
    const refused = new Set(
      items.flatMap((_, place) => (refuses && this.#random.chance(0.3) ? [place] : [])),
    );
    const left = items.filter((_, place) => !refused.has(place));
    const taken =
      left.length === 0
        ? { status: 200, headers: HEADERS, body: Buffer.from(NOTHING) }
        : await this.#forward(
            incoming,
            refused.size === 0 ? body : Buffer.from(linesOf(left)),
            refused.size > 0,
          );
    const answers = taken.status === 200 ? itemAnswers(taken.body.toString()) : [];
    const at = performance.now();
    const forwarded = (answered: boolean): void => {
      for (const [place, { id }] of left.entries()) {
        if (id === undefined) continue;
        const { status, _index } = answers[place] ?? { status: 0 };
        const sent = this.sent.get(id) ?? [];
        this.sent.set(id, sent);
        sent.push({ arrived, at, created: status === 201 ? _index : undefined, answered });
      }
    };
    if (refused.size === 0 || taken.status !== 200) return { taken, forwarded };
    const merged = Buffer.from(withRefused(taken.body.toString(), items, refused));
    return { taken: { ...taken, body: merged }, forwarded };
  }

  async #forward({ method, url, headers }: IncomingMessage, body: Buffer, plain = false): Promise<Taken> {
    const address = new URL(url ?? '/', this.options.target);
    if (this.options.plainIndices) address.searchParams.delete('require_data_stream');
    const onward = request(address, {
      method,
      agent: this.agent,
      headers: {
        ...endToEnd(headers, plain ? ['content-encoding'] : []),
        'content-length': body.length,
      },
    });
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      onward.on('response', resolve).on('error', reject).end(body);
    });
    return { status: response.statusCode ?? 502, headers: response.headers, body: await bodyOf(response) };
  }

  #draw(name: string, isBulk: boolean): ProxyFault | undefined {
    const kind = this.#kinds.get(name) ?? { burst: undefined, rests: false };
    this.#kinds.set(name, kind);
    const fault = kind.burst?.fault ?? this.#fresh(kind, isBulk);
    if (fault === undefined) return undefined;
    const left = kind.burst === undefined ? this.#random.between(1, this.options.inRow) : kind.burst.left;
    kind.burst = left > 1 ? { fault, left: left - 1 } : undefined;
    kind.rests = kind.burst === undefined;
    this.met.set(fault, (this.met.get(fault) ?? 0) + 1);
    return fault;
  }

  #fresh(kind: Kind, isBulk: boolean): ProxyFault | undefined {
    const { share, faults } = this.options;
    if (kind.rests) {
      kind.rests = false;
      return undefined;
    }
    const possible = faults.filter((fault) => isBulk || fault !== 'someBusy');
    return possible.length > 0 && this.#random.chance(share) ? this.#random.pick(possible) : undefined;
  }
}

interface Passing {
  readonly incoming: IncomingMessage;
  readonly answer: ServerResponse;
  readonly body: Buffer;
  readonly place: number;
  readonly isBulk: boolean;
  readonly fault: ProxyFault | undefined;
  /** `performance.now()`. */
  readonly arrived: number;
}

/** Without the headers that are about one connection only; answers are read here, so they come as they are. */
function endToEnd(headers: IncomingHttpHeaders, besides: readonly string[] = []): IncomingHttpHeaders {
  const own = ['connection', 'keep-alive', 'transfer-encoding', 'accept-encoding', ...besides];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !own.includes(name)));
}

function linesOf(items: readonly { readonly lines: string }[]): string {
  return items.map(({ lines }) => lines).join('');
}

async function bodyOf(stream: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
