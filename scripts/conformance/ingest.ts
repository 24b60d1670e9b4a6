import { ContentError, type Problem } from '../base/errors';
import { parseExactJson } from '../base/exact-json';
import { isJsonObject, type JsonObject, type JsonValue } from '../base/json';
import { loadPipelines, type IngestOutcome, type PipelineDefinition, type PipelineSet } from '../ingest';

/** One pipeline and the documents that go through it, each by itself. */
export interface IngestQuestion {
  /** The pipeline itself; its name is that which `_simulate` gives. */
  readonly pipeline: PipelineDefinition;
  /** Further pipelines, by name, that it may call. */
  readonly others?: Readonly<Record<string, PipelineDefinition>>;
  readonly documents: readonly JsonObject[];
  /** Epoch milliseconds: `_ingest.timestamp`, and the year of dates without one. */
  readonly now?: number;
}

/** What became of one document; `index` and `id` stand there when the pipeline changed them. */
export type DocumentAnswer =
  | { readonly document: JsonObject; readonly index?: string; readonly id?: string | null }
  | { readonly dropped: true }
  | { readonly error: { readonly type: string; readonly reason?: string } };

/** An answer for each document, or that the pipeline is refused. */
export type IngestAnswer = readonly DocumentAnswer[] | { readonly refused: true };

/** What `_simulate` calls the pipeline of a request. */
const PIPELINE = '_simulate_pipeline';
export const INDEX = 'index';
export const ID = 'id';

/** Messages of the JVM, of Jackson's parser and of Painless, whose wording is not imitated. */
const FOREIGN_MESSAGE = /^(?:x_content_|script_exception|class_cast_|null_pointer_|stack_overflow)/;

const FOREIGN_WORDING =
  /^(?:Cannot (?:invoke|cast|compare|read) |cannot cast def|dynamic |class \S+ cannot be cast|not JSON: )|\n at \[Source: /i;

/** The embedded engine's answer. */
export function answerIngest(question: IngestQuestion): IngestAnswer {
  const { pipeline, others = {}, documents, now = 0 } = question;
  let pipelines: PipelineSet;
  try {
    pipelines = loadPipelines({ ...others, [PIPELINE]: pipeline });
  } catch (error) {
    if (error instanceof ContentError) return { refused: true };
    throw error;
  }
  return documents.map((source) =>
    answerOf(pipelines.run([PIPELINE], { index: INDEX, id: ID, source }, now)),
  );
}

/** Why the embedded engine refuses a pipeline; undefined when it does not. */
export function refusalOf({ pipeline, others = {} }: IngestQuestion): readonly Problem[] | undefined {
  try {
    loadPipelines({ ...others, [PIPELINE]: pipeline });
    return undefined;
  } catch (error) {
    if (error instanceof ContentError) return error.problems;
    throw error;
  }
}

/** As {@link answerIngest}, of and in the form of a vector. */
export function answerIngestVector(input: JsonValue): JsonValue {
  if (!isJsonObject(input)) throw new Error('the input of an ingest vector is an object');
  return parseExactJson(JSON.stringify(answerIngest(input as unknown as IngestQuestion)));
}

function answerOf(outcome: IngestOutcome): DocumentAnswer {
  if (outcome.kind === 'dropped') return { dropped: true };
  if (outcome.kind === 'failed') return errorAnswer(outcome.error.type, outcome.error.reason);
  return documentAnswer(outcome.source, outcome.index, outcome.id);
}

/** A document without the foreign messages that it may hold where the questions put them: in `error.message`. */
export function documentAnswer(source: JsonObject, index: string, id: string | null): DocumentAnswer {
  const { error } = source;
  const message = isJsonObject(error) ? error['message'] : undefined;
  const document =
    isJsonObject(error) && typeof message === 'string'
      ? { ...source, error: { ...error, message: comparableMessage(message) } }
      : source;
  return { document, ...(index === INDEX ? {} : { index }), ...(id === ID ? {} : { id }) };
}

function comparableMessage(message: string): string {
  return FOREIGN_WORDING.test(message) ? 'foreign' : withoutOwnClasses(message);
}

/** A class of Elasticsearch's own that a processor leaves in a document shows in messages only. */
function withoutOwnClasses(message: string): string {
  return message.replaceAll('org.elasticsearch.web.UriParts$UriPartsMapCollector', 'java.util.HashMap');
}

/** An error without the messages that are not compared. */
export function errorAnswer(type: string, reason: string): DocumentAnswer {
  return { error: FOREIGN_MESSAGE.test(type) ? { type } : { type, reason: withoutOwnClasses(reason) } };
}
