import { parseExactJson } from '../../../scripts/base/exact-json';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../scripts/base/json';
import type { DocumentAnswer, IngestAnswer, IngestQuestion } from '../../../scripts/conformance/ingest';
import { documentAnswer, errorAnswer, ID, INDEX } from '../../../scripts/conformance/ingest';
import type { ConformanceServer } from '../server';

/** The server's answer, and when it gave it: the same time is given to the embedded engine. */
export interface ServerIngestAnswer {
  readonly answer: IngestAnswer;
  readonly now: number;
}

/** Puts the question to `_simulate`; the other pipelines are stored under names of the server's own first. */
export async function askServer(
  question: IngestQuestion,
  server: ConformanceServer,
): Promise<ServerIngestAnswer> {
  const names = otherNames(question, server);
  for (const [name, definition] of Object.entries(question.others ?? {})) {
    const body = renamed(JSON.stringify(definition), names);
    const { status } = await server.send('PUT', `/_ingest/pipeline/${names.get(name) ?? name}`, body);
    if (status >= 400) return { answer: { refused: true }, now: Date.now() };
  }
  const request = {
    pipeline: question.pipeline,
    docs: question.documents.map((source) => ({ _index: INDEX, _id: ID, _source: source })),
  };
  const { status, text } = await server.send(
    'POST',
    '/_ingest/pipeline/_simulate',
    renamed(JSON.stringify(request), names),
  );
  const original = renamed(text, new Map([...names].map(([name, own]) => [own, name])));
  const { docs, error } = parseExactJson(original) as unknown as SimulateResponse;
  // Some processors refuse their options by exceptions that become 500; 429 and 503 are no answers.
  if (docs === undefined && [400, 404, 500].includes(status))
    return { answer: { refused: true }, now: Date.now() };
  if (docs === undefined) throw new Error(`_simulate was answered by ${status}: ${JSON.stringify(error)}`);
  return { answer: docs.map(answerOf), now: timeOf(docs) ?? Date.now() };
}

interface SimulateResponse {
  readonly docs?: readonly (SimulatedDocument | null)[];
  readonly error?: JsonValue;
}

interface SimulatedDocument {
  readonly doc?: {
    /** Missing when the pipeline removed it. */
    readonly _index?: string;
    readonly _id?: string | null;
    readonly _source: JsonObject;
    readonly _ingest: { readonly timestamp: string };
  };
  readonly error?: { readonly type: string; readonly reason?: string };
}

function answerOf(simulated: SimulatedDocument | null): DocumentAnswer {
  if (simulated === null) return { dropped: true };
  const { doc, error } = simulated;
  if (doc === undefined) return errorAnswer(error?.type ?? '', error?.reason ?? '');
  return documentAnswer(doc._source, doc._index ?? '', doc._id ?? null);
}

function timeOf(docs: readonly (SimulatedDocument | null)[]): number | undefined {
  const timestamp = docs.find((one) => one?.doc !== undefined)?.doc?._ingest.timestamp;
  return timestamp === undefined ? undefined : Date.parse(timestamp);
}

const names = new WeakMap<ConformanceServer, Map<string, string>>();

/** Each other pipeline has one name on a server, and is replaced by that of the next question. */
function otherNames({ others = {} }: IngestQuestion, server: ConformanceServer): ReadonlyMap<string, string> {
  const known = names.get(server) ?? new Map<string, string>();
  names.set(server, known);
  for (const name of Object.keys(others)) if (!known.has(name)) known.set(name, server.name());
  return known;
}

function renamed(text: string, names: ReadonlyMap<string, string>): string {
  let result = text;
  for (const [from, to] of names) result = result.replaceAll(from, to);
  return result;
}

/** Whether the server's templates are rendered: without its Mustache module they are plain text. */
export async function hasMustache(server: ConformanceServer): Promise<boolean> {
  const { body } = await server.must('GET', '/_nodes/plugins?filter_path=nodes.*.modules.name');
  return isJsonObject(body) && JSON.stringify(body).includes('"lang-mustache"');
}
