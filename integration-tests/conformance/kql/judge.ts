import { isDeepStrictEqual } from 'node:util';
import type { KqlAnswer, KqlIndex } from '../../../scripts/conformance/kql';
import type { Outcome } from '../../../scripts/conformance/tally';
import type { ServerAnswer } from './ask';
import { REASONS } from './reasons';
import { withoutRefused } from './skipped-clauses';

/** What the three sides answered to one query. */
export interface Answers {
  readonly query: string;
  readonly embedded: KqlAnswer;
  /** What Elasticsearch answers to the Query DSL; undefined when Kibana would send none. */
  readonly compiled: ServerAnswer | undefined;
  readonly native: ServerAnswer;
}

export interface Judgement {
  readonly outcome: Outcome;
  readonly reason?: string;
}

const AGREED: Judgement = { outcome: 'agreed' };
const DIFFERED: Judgement = { outcome: 'differed' };

function known(cause: keyof typeof REASONS): Judgement {
  return { outcome: 'known', reason: REASONS[cause] };
}

/** Are the answers equal, or known to differ? What is known is seen from the query and the mapping alone. */
export function judge(index: KqlIndex, answers: Answers): Judgement {
  const { embedded } = answers;
  if ('error' in embedded && embedded.error.startsWith('unsupported')) {
    return { outcome: 'unsupported', reason: embedded.error };
  }
  const compiled = judgeCompiled(index, answers);
  if (compiled.outcome === 'differed') return DIFFERED;
  // What the server answers to both is no matter of how the native query reads the text.
  if (answers.compiled !== undefined && isSame(answers.compiled, answers.native)) return compiled;
  const native = judgeNative(index, answers);
  return native.outcome === 'agreed' ? compiled : native;
}

/** The embedded engine must find what Elasticsearch finds by the same Query DSL. */
function judgeCompiled(index: KqlIndex, { query, embedded, compiled }: Answers): Judgement {
  if (compiled === undefined || isSame(embedded, compiled)) return AGREED;
  const isSkipped = isError(embedded, 'query') && isSame(lenientAnswer(index, query), compiled);
  return isSkipped ? known('skipped') : DIFFERED;
}

/** The native query must find the same, unless it reads the text otherwise by design. */
function judgeNative(index: KqlIndex, { query, embedded, native }: Answers): Judgement {
  if (isSame(embedded, native)) return AGREED;
  if (isError(embedded, 'nesting')) return 'error' in native ? AGREED : known('nesting');
  if (isError(embedded, 'query')) {
    if ('error' in native) return AGREED;
    if (isSame(lenientAnswer(index, query), native)) return known('lenient');
  }
  const difference = index.nativeDifference(query);
  return difference === undefined ? DIFFERED : known(difference);
}

/** What is found when the clauses that the embedded engine refuses find nothing. */
function lenientAnswer(index: KqlIndex, query: string): KqlAnswer {
  const translated = index.translate(query);
  return 'dsl' in translated ? index.search(withoutRefused(index, translated.dsl)) : translated;
}

function isError(answer: KqlAnswer, kind: string): boolean {
  return 'error' in answer && answer.error === kind;
}

function isSame(one: KqlAnswer, other: KqlAnswer): boolean {
  if ('hits' in one) return 'hits' in other && isDeepStrictEqual(one.hits, other.hits);
  return isError(other, one.error);
}
