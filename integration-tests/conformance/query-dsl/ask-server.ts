import { javaJson } from '../../../scripts/base/java-number';
import type { JsonObject, JsonValue } from '../../../scripts/base/json';
import { INDEX, answerPage, type AskedSearch } from '../../../scripts/conformance/query-dsl-search';
import type {
  IndexMapping,
  SearchHit,
  SearchRequest,
  SearchResponse,
} from '../../../scripts/query-dsl/types';
import { TurnBatch, type Waiting } from '../../../scripts/engine/elasticsearch/turn-batch';
import type { ConformanceServer } from '../server';

interface BulkItem {
  readonly create: { readonly status: number };
}

/** What the server said to one search: an answer, or that it refuses it. */
type Said = SearchResponse | 'refused';

interface MsearchItem {
  readonly status: number;
  readonly hits?: {
    readonly total: { readonly value: number };
    readonly hits: readonly (SearchHit & { readonly _source: JsonObject })[];
  };
  readonly aggregations?: JsonObject;
  readonly _shards?: { readonly failed: number };
}

/** What a bound of a range on a date means. */
export interface MeantBound {
  /** What `now` was, epoch milliseconds. */
  readonly now: number;
  /** The first or last millisecond that it lets through; undefined where the server refuses it. */
  readonly bound: number | undefined;
}

/** A search of a rule was refused. */
export class SearchRefused extends Error {}

/** An index of one shard on the server; it exists until {@link ServerIndex.remove}. */
export class ServerIndex {
  private readonly batch = new TurnBatch<AskedSearch, SearchResponse>((batch) => this.flush(batch));

  private constructor(
    private readonly server: ConformanceServer,
    readonly name: string,
    /** Which of the documents the mapping took. */
    readonly taken: readonly boolean[],
  ) {}

  /** Documents get the ids `0`, `1` … and lie in the order of writing. */
  static async create(
    server: ConformanceServer,
    mapping: IndexMapping,
    documents: readonly JsonObject[],
  ): Promise<ServerIndex> {
    const name = server.name();
    const settings = { number_of_shards: 1, number_of_replicas: 0, refresh_interval: '-1' };
    await server.must('PUT', `/${name}`, { settings, mappings: mapping });
    const lines = documents.flatMap((document, id) => [{ create: { _id: String(id) } }, document]);
    // As if a pipeline had stored them, which is how documents come to the embedded engine.
    const body = lines.map((line) => `${javaJson(line)}\n`).join('');
    const { body: said } = await server.must('POST', `/${name}/_bulk?refresh=true`, body);
    const { items } = said as { items: BulkItem[] };
    return new ServerIndex(
      server,
      name,
      items.map(({ create }) => create.status < 300),
    );
  }

  async remove(): Promise<void> {
    await this.server.must('DELETE', `/${this.name}`);
  }

  /** Answers of searches, each with the pages that it asks for, in the form of the embedded answers. */
  async answers(searches: readonly AskedSearch[]): Promise<JsonValue[][]> {
    const answers: JsonValue[][] = searches.map(() => []);
    let open = searches.map((request, at) => ({ request, at }));
    while (open.length > 0) {
      const said = await this.ask(open.map(({ request }) => request));
      open = open.flatMap(({ request, at }, position) => {
        const pages = answers[at] ?? [];
        const response = said[position] ?? 'refused';
        if (response === 'refused') {
          pages.push({ refused: true });
          return [];
        }
        const { answer, next } = answerPage(request, response, pages.length);
        pages.push(answer);
        return next === undefined ? [] : [{ request: next, at }];
      });
    }
    return answers;
  }

  /** What each range on a date means; all are asked together, unless one of them must be refused. */
  async dateBounds(ranges: readonly JsonObject[]): Promise<MeantBound[]> {
    const should = [{ range: { when: { gte: 'now' } } }, ...ranges];
    const path = `/${this.name}/_validate/query?explain=true`;
    const { body } = await this.server.send('POST', path, { query: { bool: { should } } });
    const { explanations = [] } = body as { explanations?: { valid: boolean; explanation?: string }[] };
    const [said] = explanations;
    const found = [...(said?.explanation ?? '').matchAll(/indexQuery=\w+:\[(-?\d+) TO (-?\d+)\]/g)];
    if (said?.valid === true && found.length === should.length) {
      const [now = 0, ...bounds] = found.map(([, low, high]) =>
        Number(Math.abs(Number(low)) < 1e17 ? low : high),
      );
      return bounds.map((bound) => ({ now, bound }));
    }
    if (ranges.length === 1) {
      if (said?.valid === true) throw new Error(`no bound in ${JSON.stringify([ranges, said])}`);
      return [{ now: 0, bound: undefined }];
    }
    const half = Math.ceil(ranges.length / 2);
    return [
      ...(await this.dateBounds(ranges.slice(0, half))),
      ...(await this.dateBounds(ranges.slice(half))),
    ];
  }

  /** One search as a rule asks it; those asked for in the same turn of the event loop are sent together. */
  search({ index: _index, ...request }: SearchRequest): Promise<SearchResponse> {
    return this.batch.ask(request);
  }

  private async flush(batch: readonly Waiting<AskedSearch, SearchResponse>[]): Promise<void> {
    try {
      const said = await this.ask(batch.map(({ request }) => request));
      for (const [at, { request, resolve, reject }] of batch.entries()) {
        const answer = said[at] ?? 'refused';
        if (answer !== 'refused') resolve(answer);
        else reject(new SearchRefused(`the server refuses ${JSON.stringify(request)}`));
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  /** What cannot be parsed makes the server refuse the whole request; then each half goes alone. */
  private async ask(searches: readonly AskedSearch[]): Promise<Said[]> {
    const lines = searches.map((search) => this.linesOf(search)).join('');
    const { status, body, text } = await this.server.send('POST', '/_msearch', lines);
    if (status < 300) return (body as { responses: MsearchItem[] }).responses.map((item) => this.read(item));
    if (status > 500) throw new Error(`the server failed: ${text.slice(0, 1000)}`);
    if (searches.length === 1) return ['refused'];
    const half = Math.ceil(searches.length / 2);
    return [...(await this.ask(searches.slice(0, half))), ...(await this.ask(searches.slice(half)))];
  }

  private linesOf({ pages: _pages, ...request }: AskedSearch): string {
    const body = { track_total_hits: true, version: true, ...request };
    const named = JSON.stringify(body).replaceAll(`"${INDEX}"`, `"${this.name}"`);
    return `${JSON.stringify({ index: this.name })}\n${named}\n`;
  }

  private read({ status, hits, aggregations, _shards: shards }: MsearchItem): Said {
    // Some questions that it should refuse make Elasticsearch stumble: 500 is a refusal too, other failures are not.
    if (status > 500) throw new Error(`the server failed with status ${status}`);
    if (status >= 300 || hits === undefined || (shards?.failed ?? 0) > 0) return 'refused';
    return {
      total: hits.total.value,
      hits: hits.hits.map((hit) => ({ ...hit, _index: INDEX })),
      ...(aggregations && { aggregations: withIndex(aggregations) }),
    };
  }
}

/** Top hits name their index too. */
function withIndex(aggregations: JsonObject): JsonObject {
  return JSON.parse(
    JSON.stringify(aggregations, (key, value: unknown) => (key === '_index' ? INDEX : value)),
  ) as JsonObject;
}
