import type { JsonObject, JsonValue } from '../base/json';
import type { Rule } from '../content';
import { initialState, runRule, type RunResult, type Search } from '../detection';
import type { SearchIndex } from '../query-dsl';
import { received, refusalOf, sent } from './query-dsl-search';
import type { IndexMapping } from '../query-dsl/types';

/** The members of a rule by which it runs. */
export type AskedRule = JsonObject;

/** A rule that runs several times over the same documents. */
export interface RuleQuestion {
  readonly mapping: IndexMapping;
  readonly documents: readonly JsonObject[];
  readonly rule: AskedRule;
  /** Moments of the runs, epoch milliseconds, each with the state that the run before left. */
  readonly runs: readonly number[];
}

/** Runs the rule on the embedded index. */
export async function answerRule(question: RuleQuestion, index: SearchIndex): Promise<JsonValue> {
  try {
    return await ruleAnswer(question, (request) =>
      Promise.resolve(received(index.search(sent({ ...request, index: ['*'] })))),
    );
  } catch (error) {
    return [refusalOf(error)];
  }
}

/** Runs the rule wherever it searches: what alerted in each run. */
export async function ruleAnswer({ rule, runs }: RuleQuestion, search: Search): Promise<JsonValue> {
  let state = initialState;
  const answers: JsonValue[] = [];
  for (const now of runs) {
    const result: RunResult = await runRule(rule as unknown as Rule, search, { now, state });
    answers.push(shown(result));
    state = result.state;
  }
  return answers;
}

function shown({ alerts, truncated, state }: RunResult): JsonObject {
  return {
    truncated,
    alerts: alerts.map(({ id, event, terms, count }) => ({
      id,
      ...(event && { event: event._id }),
      ...(terms && { terms: { ...terms } }),
      ...(count !== undefined && { count }),
    })),
    history: state.thresholdHistory.map(({ terms, lastEvent }) => ({ terms: { ...terms }, lastEvent })),
  };
}
