import type { JsonObject } from '../base/json';
import { PreparedDocument } from './document/prepared-document';
import { Scope } from './document/scope';
import { listValues } from './document/value-slots';
import { FieldCatalogue } from './mapping/field-catalogue';
import { compileBool } from './queries/bool';
import {
  matchAll,
  matchNone,
  type Clause,
  type CompileContext,
  type Matcher,
  type QueryCompiler,
} from './queries/context';
import { compileExists } from './queries/exists';
import { compileMatch, compileMatchPhrase, compileMultiMatch } from './queries/match';
import { compileNested } from './queries/nested';
import { compilePrefix, compileWildcard } from './queries/pattern';
import { compileQueryString } from './queries/query-string';
import { compileRange } from './queries/range';
import { compileIds, compileTerm, compileTerms } from './queries/term';
import { refuse, refuseUnknown } from './refuse';
import type { QueryDsl } from './types';
import type { QueryClock, Scalar } from './values/scalar';

const compilers: ReadonlyMap<string, QueryCompiler> = new Map<string, QueryCompiler>([
  ['bool', compileBool],
  ['term', compileTerm],
  ['terms', compileTerms],
  ['match', compileMatch],
  ['match_phrase', compileMatchPhrase],
  ['multi_match', compileMultiMatch],
  ['query_string', compileQueryString],
  ['wildcard', compileWildcard],
  ['prefix', compilePrefix],
  ['exists', compileExists],
  ['range', compileRange],
  ['nested', compileNested],
  ['ids', compileIds],
  ['match_all', () => matchAll],
  ['match_none', () => matchNone],
]);

export interface CompileOptions {
  /** Epoch milliseconds that `now` means in date math; without it a query that says `now` is refused. */
  readonly now?: number | undefined;
}

/**
 * Queries over one mapping. They share what they read from a document, so that a field is read and converted
 * once however many rules look at it. Documents must be prepared by the set whose queries they meet.
 */
export class QuerySet {
  readonly fields: FieldCatalogue;
  private readonly scopes = new Map<string | undefined, Scope>();
  /** Clauses by the object that describes them: a rule’s query is part of many requests and is compiled once. */
  private readonly clauses = new WeakMap<QueryDsl, Clause>();

  /** Throws a ContentError for a mapping with a type or parameter that this program does not know. */
  constructor(mapping: JsonObject | FieldCatalogue) {
    this.fields = mapping instanceof FieldCatalogue ? mapping : new FieldCatalogue(mapping);
  }

  /** The document itself, or the objects of a nested path. */
  scope(nestedPath?: string): Scope {
    let scope = this.scopes.get(nestedPath);
    if (scope === undefined) {
      scope = new Scope(nestedPath);
      this.scopes.set(nestedPath, scope);
    }
    return scope;
  }

  /**
   * Compiles a query; the object must not be changed afterwards. Throws a ContentError for a clause or option that this program does not know, and for
   * a value that Elasticsearch would refuse when the query runs.
   */
  compile(query: QueryDsl, { now }: CompileOptions = {}): Matcher {
    return this.context(undefined, { now }).compile(query).matches;
  }

  /** Whether it can be told from a query alone that it matches every document. */
  matchesAll(query: QueryDsl, { now }: CompileOptions = {}): boolean {
    return this.context(undefined, { now }).compile(query).constant === true;
  }

  /** Takes a document as its `_source`. Nothing is read from it before a query asks. */
  prepare(source: JsonObject, index?: string, id?: string): PreparedDocument {
    return new PreparedDocument(source, index, id);
  }

  /** Reads the indexed values of a field of a document; none of a name that the mapping does not know. */
  values(name: string): (document: PreparedDocument) => readonly Scalar[] {
    const field = this.fields.lookup(name);
    if (field === undefined) return () => [];
    const { values } = this.scope().access(field);
    return (document) => listValues(values.read(document));
  }

  private context(nestedPath: string | undefined, clock: QueryClock): CompileContext {
    const context: CompileContext = {
      fields: this.fields,
      scope: this.scope(nestedPath),
      clock,
      within: (path) => this.context(path, clock),
      compile: (query) => {
        const isReusable = nestedPath === undefined && clock.now === undefined;
        const known = isReusable ? this.clauses.get(query) : undefined;
        if (known !== undefined) return known;
        const [name, ...others] = Object.keys(query);
        if (name === undefined || others.length > 0) {
          return refuse(
            'QUERY_INVALID',
            `a query holds exactly one clause, not ${others.length + (name === undefined ? 0 : 1)}`,
          );
        }
        const compile = compilers.get(name);
        if (compile === undefined)
          return refuseUnknown('QUERY_UNKNOWN_CLAUSE', 'query: the clause', name, compilers.keys());
        const clause = compile(query[name] ?? {}, context);
        if (isReusable) this.clauses.set(query, clause);
        return clause;
      },
    };
    return context;
  }
}
