import { isDeepStrictEqual } from 'node:util';
import { parseExactJson } from '../../../scripts/base/exact-json';
import type { JsonObject, JsonValue } from '../../../scripts/base/json';
import type { DocumentAnswer, IngestAnswer, IngestQuestion } from '../../../scripts/conformance/ingest';
import { answerIngest, refusalOf } from '../../../scripts/conformance/ingest';
import type { Compared } from '../area';
import { defineArea } from '../area';
import type { ConformanceServer } from '../server';
import { askServer, hasMustache } from './ask-server';
import { featuresOf } from './features';
import { explainDifference, explainRefusal } from './reasons';
import { question } from './scenario';

const mustache = new WeakMap<ConformanceServer, Promise<boolean>>();

/** Random pipelines over random documents, each document one comparison. */
export const ingestArea = defineArea<IngestQuestion>({ name: 'ingest', scenario: question, compare });

async function compare(asked: IngestQuestion, server: ConformanceServer): Promise<readonly Compared[]> {
  const features = featuresOf(asked);
  if (features.includes('templates') && !(await rendersTemplates(server))) return [];
  const { answer, now } = await askServer(asked, server);
  const question = { ...asked, now };
  const own = embeddedAnswer(question);
  if ('refused' in answer || 'refused' in own || 'crash' in own)
    return [compareRefusal(question, answer, own, features)];
  return asked.documents.map((document, index) => {
    const theirs = answer[index];
    const ours = own[index];
    if (theirs === undefined || isDeepStrictEqual(theirs, ours)) return { features, outcome: 'agreed' };
    const single = { ...question, documents: [document] };
    const explained = explainDifference(single, theirs, ours);
    if (explained !== undefined) return { features, ...explained };
    return difference(single, [theirs], [ours ?? null], features);
  });
}

function rendersTemplates(server: ConformanceServer): Promise<boolean> {
  const known = mustache.get(server) ?? hasMustache(server);
  mustache.set(server, known);
  return known;
}

interface Crash {
  readonly crash: string;
}

/** As JSON, so that what differs is what a reader of it sees; a crash is an answer too. */
function embeddedAnswer(question: IngestQuestion): readonly DocumentAnswer[] | { refused: true } | Crash {
  try {
    return parseExactJson(JSON.stringify(answerIngest(question))) as unknown as readonly DocumentAnswer[];
  } catch (error) {
    return { crash: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** One side at least has no answer for single documents. */
function compareRefusal(
  question: IngestQuestion,
  server: IngestAnswer,
  embedded: ReturnType<typeof embeddedAnswer>,
  features: readonly string[],
): Compared {
  if (isDeepStrictEqual(server, embedded))
    return { features: [...features, 'a refused pipeline'], outcome: 'agreed' };
  const problems = 'refused' in server ? undefined : refusalOf(question);
  if (problems === undefined) return difference(question, server, embedded, features);
  const explained = explainRefusal(problems);
  if (explained !== undefined) return { features, ...explained };
  return difference(question, server, problems, features);
}

function difference(
  question: IngestQuestion,
  server: unknown,
  embedded: unknown,
  features: readonly string[],
): Compared {
  const types = question.pipeline.processors.flatMap((processor: JsonObject) => Object.keys(processor));
  return {
    features,
    outcome: 'differed',
    vector: { title: types.join(', '), input: question as unknown as JsonValue, answer: server as JsonValue },
    answers: { server, embedded },
  };
}
