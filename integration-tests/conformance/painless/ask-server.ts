import { parseExactJson } from '../../../scripts/base/exact-json';
import type { JsonObject } from '../../../scripts/base/json';
import { changes, painlessSource, thrown } from '../../../scripts/conformance/painless';
import type { PainlessAnswer, PainlessQuestion } from '../../../scripts/conformance/painless';
import type { ConformanceServer, ServerAnswer } from '../server';

/** Set by a processor whose `if` is asked. */
const RETURNED = '_returned';

interface ErrorBody {
  readonly type: string;
  readonly reason?: string | null;
  readonly processor_tag?: string;
  readonly caused_by?: ErrorBody;
  readonly suppressed?: readonly ErrorBody[];
}

interface Document {
  readonly _index?: string;
  readonly _id?: string;
  readonly _source?: JsonObject;
  readonly error?: ErrorBody;
}

interface Simulated {
  readonly doc?: Document;
  readonly error?: ErrorBody;
}

/**
 * How many scripts are asked in one request, each on a document of its own: `pipeline` is quick, but cannot show
 * documents that hold, say, a short or an Instant, which are stored all the same; `indexing` shows them.
 */
type Way = (server: ConformanceServer, pipeline: object, docs: readonly object[]) => Promise<ServerAnswer>;

const pipeline: Way = (server, simulated, docs) =>
  server.send('POST', '/_ingest/pipeline/_simulate', { pipeline: simulated, docs });

const indexing: Way = (server, simulated, docs) =>
  server.send('POST', '/_ingest/_simulate?pipeline=asked', {
    pipeline_substitutions: { asked: simulated },
    index_template_substitutions: {
      asked: { index_patterns: ['*'], priority: 1_000_000, template: { mappings: { enabled: false } } },
    },
    docs,
  });

/** What a script may leave in a document that only {@link indexing} can show. */
const SHOWN_BY_INDEXING =
  /byte|short|Instant|Duration|toArray|splitOnToken|split\(|values\(|dayOfWeek|month\b|toCharArray|asCollection|[sS]et\(/;

/** Asks the server all questions; the answers come in their order. */
export async function askServer(
  server: ConformanceServer,
  questions: readonly PainlessQuestion[],
): Promise<PainlessAnswer[]> {
  const answers = new Map<PainlessQuestion, PainlessAnswer>();
  const isShown = (question: PainlessQuestion): boolean =>
    question.condition !== undefined || !SHOWN_BY_INDEXING.test(painlessSource(question));
  await ask(server, [pipeline, indexing], questions.filter(isShown), answers);
  const others = questions.filter((question) => !isShown(question));
  await ask(server, [indexing, pipeline], others, answers);
  return questions.map((question) => answers.get(question) ?? { refused: true });
}

/**
 * A script that does not compile spoils the whole request, whose error names all that do not: they are left out and
 * the others asked again. So does a document that cannot be shown: then each half is asked by itself.
 */
async function ask(
  server: ConformanceServer,
  [way, otherWay]: readonly [Way, Way?],
  questions: readonly PainlessQuestion[],
  answers: Map<PainlessQuestion, PainlessAnswer>,
): Promise<void> {
  const [only] = questions;
  if (only === undefined) return;
  const response = await way(server, { processors: questions.map(processor) }, questions.map(documentOf));
  if (response.status === 200) {
    const { docs } = parseExactJson(response.text) as unknown as { docs: Simulated[] };
    const unanswered = questions.filter((question, index) => {
      const answer = answerOf(question, docs[index] ?? {});
      if (answer !== undefined) answers.set(question, answer);
      return answer === undefined;
    });
    if (otherWay !== undefined) await ask(server, [otherWay], unanswered, answers);
    return;
  }
  const { error } = response.body as { error: ErrorBody };
  const refused = refusedBy(error);
  const rest = questions.filter((question, index) => {
    if (refused.has(String(index))) answers.set(question, { refused: true });
    return !refused.has(String(index));
  });
  if (refused.size > 0) return ask(server, [way, otherWay], rest, answers);
  if (questions.length > 1) {
    const middle = questions.length >> 1;
    await ask(server, [way, otherWay], questions.slice(0, middle), answers);
    return ask(server, [way, otherWay], questions.slice(middle), answers);
  }
  if (otherWay !== undefined) return ask(server, [otherWay], questions, answers);
  answers.set(only, { fails: error.type });
}

/** Each document names its script by an `_id`, which is `1` when the script runs. */
function documentOf({ document = {} }: PainlessQuestion, index: number): JsonObject {
  return { _index: 'i', _id: `question ${index}`, _version_type: 'internal', _source: document };
}

function processor(question: PainlessQuestion, index: number): JsonObject {
  const isIts = { source: 'ctx._id == params.id', params: { id: `question ${index}` } };
  const script = { source: painlessSource(question), params: question.params ?? {} };
  const tag = String(index);
  const asked: JsonObject =
    question.condition === undefined
      ? { script: { tag, ...script } }
      : { set: { tag, field: RETURNED, value: true, if: script } };
  return { fail: { message: '', if: isIts, on_failure: [{ set: { field: '_id', value: '1' } }, asked] } };
}

/** The tags of the processors that an error and what it suppressed are about. */
function refusedBy({ processor_tag: tag, suppressed = [] }: ErrorBody): Set<string> {
  return new Set([...(tag === undefined ? [] : [tag]), ...suppressed.flatMap((one) => [...refusedBy(one)])]);
}

/** Undefined where the mapping refuses the document, e.g. for want of an `_id`. */
function answerOf(
  question: PainlessQuestion,
  { doc, error = doc?.error }: Simulated,
): PainlessAnswer | undefined {
  if (error !== undefined) {
    if (error.type === 'document_parsing_exception') return undefined;
    if (error.type !== 'script_exception') return { fails: error.type };
    return thrown(error.caused_by?.type ?? '', error.caused_by?.reason ?? '');
  }
  const { _source: source = {}, _index = null, _id = null } = doc ?? {};
  if (question.condition !== undefined) return { returns: source[RETURNED] === true };
  return changes(question, source, { _index, _id });
}
