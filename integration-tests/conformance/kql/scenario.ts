import fc from 'fast-check';
import type { JsonObject } from '../../../scripts/base/json';
import type { IndexMapping } from '../../../scripts/query-dsl';
import { document } from './documents';
import { mapping } from './mapping';
import { query } from './queries';

/** One index and what is asked of it. */
export interface KqlScenario {
  readonly mapping: IndexMapping;
  readonly documents: readonly JsonObject[];
  readonly queries: readonly string[];
}

/** Queries of one index: an index costs more than a query. */
const QUERIES = 300;

export const scenario: fc.Arbitrary<KqlScenario> = fc.record({
  mapping,
  documents: fc.array(document, { minLength: 1, maxLength: 12, size: 'max' }),
  queries: fc.array(query, { minLength: 1, maxLength: QUERIES, size: 'max' }),
});
