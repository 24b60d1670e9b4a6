import type { JsonValue } from '../base/json';
import { answerIngestVector } from './ingest';
import { answerQueryDsl } from './query-dsl';
import { answerKql } from './kql';
import { answerPainless } from './painless';
import type { AreaName } from './vector';

/** Answers a question with the embedded engine, in the form in which the area records the server's answers. */
export type Answerer = (input: JsonValue) => JsonValue | Promise<JsonValue>;

/** The answerer of each area. */
export const ANSWERERS: Partial<Record<AreaName, Answerer>> = {
  kql: answerKql,
  ingest: answerIngestVector,
  'query-dsl': answerQueryDsl,
  painless: answerPainless,
};
