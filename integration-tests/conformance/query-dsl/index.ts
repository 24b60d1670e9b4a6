import fc from 'fast-check';
import { defineArea } from '../area';
import { compareDates } from './compare-dates';
import { compareRules, type RuleScenario } from './compare-rules';
import { compareSearches, type SearchScenario } from './compare-searches';
import { dateBound, type DateBound } from './date-math';
import { documents } from './documents';
import { rules } from './rules';
import { search } from './searches';
import type { Tagged } from './tagged';

type Scenario =
  | ({ readonly kind: 'searches' } & SearchScenario)
  | { readonly kind: 'dates'; readonly bounds: readonly Tagged<DateBound>[] }
  | ({ readonly kind: 'rules' } & RuleScenario);

const scenario: fc.Arbitrary<Scenario> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('searches' as const),
      documents,
      searches: fc.array(search, { minLength: 1, maxLength: 80, size: 'max' }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('dates' as const),
      bounds: fc.array(dateBound, { minLength: 1, maxLength: 60, size: 'max' }),
    }),
  },
  { weight: 2, arbitrary: rules.map((given) => ({ kind: 'rules' as const, ...given })) },
);

/** The Query DSL executor beyond what KQL compiles to: values at their edges, sort, paging, aggregations, rule runs. */
export const queryDslArea = defineArea<Scenario>({
  name: 'query-dsl',
  scenario,
  compare(asked, server) {
    switch (asked.kind) {
      case 'searches':
        return compareSearches(asked, server);
      case 'dates':
        return compareDates(asked.bounds, server);
      case 'rules':
        return compareRules(asked, server);
    }
  },
});
