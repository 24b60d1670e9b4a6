import type { JsonObject } from '../base/json';
import type { Rule } from '../content';
import type { EqlSearch } from '../eql';
import type { QueryDsl, SearchRequest, SearchResponse } from '../query-dsl/types';
import type { QueryForm } from './requests';
import type { RuleWindow } from './window';

/** An ES|QL query, and Query DSL that limits what it sees. */
export interface EsqlRequest {
  readonly query: string;
  readonly filter: QueryDsl;
}

/** A row for each result, by the names of its columns. */
export type EsqlSearch = (request: EsqlRequest) => Promise<readonly JsonObject[]>;

/** Where a rule searches; every engine is one. */
export interface Search {
  (request: SearchRequest): Promise<SearchResponse>;
  /** undefined: the engine has no EQL. */
  readonly eql?: EqlSearch | undefined;
  /** undefined: the engine has no ES|QL. */
  readonly esql?: EsqlSearch | undefined;
}

/** What one type of rule does in one window. */
export interface WindowRun {
  readonly rule: Rule;
  /** The moment of the run, epoch milliseconds. */
  readonly now: number;
  readonly window: RuleWindow;
  readonly search: Search;
  readonly filters: readonly QueryDsl[];
  readonly form: QueryForm;
  /** Ids of the alerts that are there already. */
  readonly known: ReadonlySet<string>;
  /** Alerts that may still be made. */
  readonly limit: number;
}
