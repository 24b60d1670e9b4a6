import type { JsonObject, JsonValue } from '../../../scripts/base/json';
import { answerRule, ruleAnswer } from '../../../scripts/conformance/query-dsl-rule';
import { embeddedIndex } from '../../../scripts/conformance/query-dsl-search';
import type { IndexMapping } from '../../../scripts/query-dsl/types';
import type { Compared } from '../area';
import type { ConformanceServer } from '../server';
import { SearchRefused, ServerIndex } from './ask-server';
import type { AskedRun } from './rules';
import type { Tagged } from './tagged';
import { comparedAnswers, guarded } from './vector';

/** Events, and rules that run over them. */
export interface RuleScenario {
  readonly events: readonly JsonObject[];
  readonly rules: readonly Tagged<AskedRun>[];
}

const MAPPING: IndexMapping = {
  dynamic: false,
  properties: {
    '@timestamp': { type: 'date' },
    event: { properties: { ingested: { type: 'date' }, action: { type: 'keyword' } } },
    user: { properties: { name: { type: 'keyword', ignore_above: 20 } } },
    host: { properties: { name: { type: 'keyword' } } },
    ip: { type: 'ip' },
    port: { type: 'long' },
    ok: { type: 'boolean' },
    score: { type: 'double' },
    label: { type: 'flattened' },
    seen: { type: 'date' },
  },
};

function refused(error: unknown): JsonValue {
  if (error instanceof SearchRefused) return [{ refused: true }];
  throw error;
}

/** Runs each rule by the same code over both engines: the alerts must be the same. */
export async function compareRules(
  { events, rules }: RuleScenario,
  server: ConformanceServer,
): Promise<Compared[]> {
  const onServer = await ServerIndex.create(server, MAPPING, events);
  try {
    const { index } = embeddedIndex(MAPPING, events);
    const compared = rules.map(async ({ features, value }): Promise<Compared> => {
      const question = { mapping: MAPPING, documents: events, ...value };
      const said = await ruleAnswer(question, (request) => onServer.search(request)).catch(refused);
      return comparedAnswers(features, question, said, await guarded(() => answerRule(question, index)));
    });
    return await Promise.all(compared);
  } finally {
    await onServer.remove();
  }
}
