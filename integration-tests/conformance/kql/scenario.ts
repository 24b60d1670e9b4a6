import fc from 'fast-check';
import type { JsonObject } from '../../../scripts/base/json';
import type { IndexMapping } from '../../../scripts/query-dsl';
import { DocumentValues } from './document-values';
import { document } from './documents';
import { write } from './draft';
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

/** Mostly so many that a query can find some of them and miss others. */
const documents = fc.oneof(
  { withCrossShrink: true },
  { weight: 1, arbitrary: fc.array(document, { minLength: 1, maxLength: 3, size: 'max' }) },
  { weight: 6, arbitrary: fc.array(document, { minLength: 8, maxLength: 16, size: 'max' }) },
);

export const scenario: fc.Arbitrary<KqlScenario> = fc
  .record({
    mapping,
    documents,
    queries: fc.array(query, { minLength: 1, maxLength: QUERIES, size: 'max' }),
  })
  .map(({ queries, ...index }) => {
    const values = new DocumentValues(index.documents);
    return { ...index, queries: queries.map((draft) => write(draft, values)) };
  });
