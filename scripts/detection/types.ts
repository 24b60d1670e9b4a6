import type { Rule } from '../content';
import type { QueryDsl, SearchRequest, SearchResponse } from '../query-dsl/types';
import type { QueryForm } from './requests';
import type { RuleWindow } from './window';

/** Where a rule searches; every engine is one. */
export type Search = (request: SearchRequest) => Promise<SearchResponse>;

/** What one type of rule does in one window. */
export interface WindowRun {
  readonly rule: Rule;
  readonly window: RuleWindow;
  readonly search: Search;
  readonly filters: readonly QueryDsl[];
  readonly form: QueryForm;
  /** Ids of the alerts that are there already. */
  readonly known: ReadonlySet<string>;
  /** Alerts that may still be made. */
  readonly limit: number;
}
