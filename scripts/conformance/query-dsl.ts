import { parseExactJson } from '../base/exact-json';
import type { JsonValue } from '../base/json';
import { answerRule, type RuleQuestion } from './query-dsl-rule';
import { answerSearch, embeddedIndex, type SearchQuestion } from './query-dsl-search';

/** What the area `query-dsl` asks: a document to index, a search, or a rule to run. */
export type QueryDslQuestion = SearchQuestion | RuleQuestion;

/** Answers as {@link searchAnswer} and {@link ruleAnswer} write the server's. */
export async function answerQueryDsl(input: JsonValue): Promise<JsonValue> {
  // As it would be read from a file of vectors.
  return parseExactJson(JSON.stringify(await answerOf(input)));
}

function answerOf(input: JsonValue): JsonValue | Promise<JsonValue> {
  const question = input as unknown as QueryDslQuestion;
  const { index, taken } = embeddedIndex(question.mapping, question.documents);
  if ('rule' in question) return answerRule(question, index);
  if (question.request !== undefined) return answerSearch(index, question.request, question.now);
  return taken;
}
