import { defineArea } from '../area';
import { compare } from './compare';
import { scenario } from './scenario';

/** KQL: the embedded engine, its Query DSL on Elasticsearch, and Elasticsearch’s own `kql` query. */
export const kqlArea = defineArea({ name: 'kql', scenario, compare });
