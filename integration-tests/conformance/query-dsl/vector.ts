import { isDeepStrictEqual } from 'node:util';
import { parseExactJson } from '../../../scripts/base/exact-json';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../scripts/base/json';
import type { QueryDslQuestion } from '../../../scripts/conformance/query-dsl';
import type { IndexMapping } from '../../../scripts/query-dsl/types';
import type { Compared } from '../area';
import { looksEverywhere } from './queries';

/**
 * The question without the fields that it does not name, as far as they cannot change its answer. Documents that the
 * mapping refuses keep all of theirs.
 */
export function lean<Q extends QueryDslQuestion>(question: Q, refused: readonly JsonObject[]): Q {
  const asked = 'rule' in question ? question.rule : 'request' in question ? question.request : null;
  if (asked !== null && looksEverywhere(asked as unknown as JsonValue)) return question;
  const named = JSON.stringify([
    asked ?? question.documents,
    'request' in question ? refused : question.documents,
  ]);
  const { properties, ...rest } = question.mapping;
  const isNamed = (name: string): boolean => new RegExp(`"${name}[".]`).test(named);
  const aliased = Object.entries(properties).flatMap(([name, definition]) =>
    isJsonObject(definition) && definition['type'] === 'alias' && isNamed(name)
      ? [JSON.stringify(definition['path']).slice(1, -1)]
      : [],
  );
  const isKept = (name: string): boolean => isNamed(name) || aliased.includes(name);
  const mapping: IndexMapping = {
    ...rest,
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => isKept(name))),
  };
  const documents = question.documents.map((document): JsonObject =>
    Object.fromEntries(Object.entries(document).filter(([key]) => isKept(key.split('.')[0] ?? key))),
  );
  return { ...question, mapping, documents };
}

/** One comparison from both answers, which do not tell of the documents that both refused. */
export function comparedAnswers(
  features: readonly string[],
  question: QueryDslQuestion,
  server: JsonValue,
  embedded: JsonValue,
  refused: readonly JsonObject[] = [],
): Compared {
  const unsupported = unsupportedReason(embedded);
  if (unsupported !== undefined) return { features, outcome: 'unsupported', reason: unsupported };
  if (isDeepStrictEqual(plain(server), plain(embedded))) return { features, outcome: 'agreed' };
  const title = `${features.join(', ')}: ${JSON.stringify('rule' in question ? question.rule : 'request' in question ? (question.request ?? null) : question.documents).slice(0, 200)}`;
  return {
    features,
    outcome: 'differed',
    vector: { title, input: exact(lean(question, refused)), answer: server },
    answers: { elasticsearch: server, embedded },
  };
}

/** As it would be read from a file of vectors. */
function exact(question: QueryDslQuestion): JsonValue {
  return parseExactJson(JSON.stringify(question));
}

/** Without what JSON does not hold; the numbers of an answer have been rounded already. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function unsupportedReason(answer: JsonValue): string | undefined {
  for (const page of Array.isArray(answer) ? answer : []) {
    if (isJsonObject(page) && typeof page['unsupported'] === 'string') return page['unsupported'];
  }
  return undefined;
}

/** What the embedded engine says, a crash included. */
export async function guarded(answer: () => JsonValue | Promise<JsonValue>): Promise<JsonValue> {
  try {
    return await answer();
  } catch (error) {
    return { crashed: String(error instanceof Error ? error.stack : error).slice(0, 600) };
  }
}
