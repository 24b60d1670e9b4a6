import type { Area } from './area';
import { painlessArea } from './painless/area';
import { kqlArea } from './kql';
import { queryDslArea } from './query-dsl';
import { ingestArea } from './ingest/area';

/** Every area that is compared. */
export const AREAS: readonly Area[] = [kqlArea, ingestArea, queryDslArea, painlessArea];
