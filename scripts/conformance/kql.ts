import { ContentError } from '../base/errors';
import type { JsonObject, JsonValue } from '../base/json';
import { KqlSyntaxError, parseKql } from '../kql';
import { SearchIndex, compileKql, fieldCatalogue, nativeDifference, syntaxDifference } from '../query-dsl';
import type { FieldCatalogue, IndexMapping, NativeDifference, QueryDsl } from '../query-dsl';

/** A KQL question: asked of an index that holds the documents, whose ids are their positions. */
export interface KqlQuestion {
  readonly mapping: IndexMapping;
  readonly documents: readonly JsonObject[];
  readonly query: string;
}

/**
 * What became of a query: the ids found, in order, or why there are none. `syntax`: it is not KQL; `nesting`: Kibana
 * refuses how it names nested fields; `query`: Elasticsearch refuses what Kibana makes of it.
 */
export type KqlAnswer = { readonly hits: readonly string[] } | { readonly error: string };

/** Refusals that Elasticsearch would make too, by code. */
const SAME_REFUSAL: ReadonlyMap<string, string> = new Map([
  ['KQL_NESTED_FIELD', 'nesting'],
  ['QUERY_INVALID_VALUE', 'query'],
]);

/** `now` of date math; no generated date comes near it. */
const NOW = Date.UTC(2026, 0, 1);

/** Documents in the embedded engine, asked in KQL. */
export class KqlIndex {
  /** The type of Elasticsearch's exception, by the id of the document that the mapping does not take. */
  readonly refused: Readonly<Record<string, string>>;
  private readonly index: SearchIndex;
  private catalogue: FieldCatalogue | undefined;

  /** Throws a ContentError for a mapping that the embedded engine does not know. */
  constructor(mapping: IndexMapping, documents: readonly JsonObject[]) {
    this.index = new SearchIndex(mapping);
    const refused: Record<string, string> = {};
    for (const [position, document] of documents.entries()) {
      const result = this.index.create('index', String(position), document);
      if (result.kind === 'failed') refused[String(position)] = result.type;
    }
    this.refused = refused;
  }

  /** The fields as Kibana would be told of them: the mapping with what the documents brought into it. */
  get fields(): FieldCatalogue {
    return (this.catalogue ??= fieldCatalogue(this.index.mapping()));
  }

  /** The Query DSL that Kibana would send, or why it sends none. */
  translate(query: string): { readonly dsl: QueryDsl } | { readonly error: string } {
    try {
      return { dsl: compileKql(parseKql(query), this.fields) };
    } catch (error) {
      return { error: kindOf(error) };
    }
  }

  /** The ids of the documents that Kibana's translation of the query finds. */
  ask(query: string): KqlAnswer {
    const translated = this.translate(query);
    return 'error' in translated ? translated : this.search(translated.dsl);
  }

  /** Why the native `kql` query may read the query otherwise; undefined when it must find the same. */
  nativeDifference(query: string): NativeDifference | undefined {
    try {
      return nativeDifference(query, parseKql(query), this.fields);
    } catch (error) {
      if (error instanceof KqlSyntaxError) return syntaxDifference(query, error);
      throw error;
    }
  }

  /** The ids of the documents that the Query DSL finds. */
  search(query: QueryDsl): KqlAnswer {
    try {
      const { hits } = this.index.search({ index: ['*'], query, size: 10_000 }, { now: NOW });
      return { hits: hits.map(({ _id }) => _id).sort() };
    } catch (error) {
      return { error: kindOf(error) };
    }
  }
}

function kindOf(error: unknown): string {
  if (error instanceof KqlSyntaxError) return 'syntax';
  if (error instanceof ContentError) {
    const code = error.problems[0]?.code ?? '';
    return SAME_REFUSAL.get(code) ?? `unsupported: ${code}`;
  }
  return `crash: ${String(error)}`;
}

/** Answers a recorded question with the embedded engine. */
export function answerKql(input: JsonValue): JsonValue {
  const { mapping, documents, query } = input as unknown as KqlQuestion;
  const index = new KqlIndex(mapping, documents);
  return { refused: index.refused, ...index.ask(query) } as JsonValue;
}
