import type { JsonObject, JsonValue } from '../../../scripts/base/json';
import { answerSearch, embeddedIndex } from '../../../scripts/conformance/query-dsl-search';
import type { IndexMapping } from '../../../scripts/query-dsl/types';
import type { Compared } from '../area';
import type { ConformanceServer } from '../server';
import { ServerIndex } from './ask-server';
import type { DateBound } from './date-math';
import type { Tagged } from './tagged';
import { comparedAnswers, guarded } from './vector';

const MAPPING: IndexMapping = { dynamic: false, properties: { when: { type: 'date' } } };

/** Far apart, so that no bound lets the server see at once that all or none are within. */
const ENDS: readonly JsonObject[] = [{ when: '-9999-01-01' }, { when: '9999-12-31' }];

const indices = new WeakMap<ConformanceServer, Promise<ServerIndex>>();

function emptyIndex(server: ConformanceServer): Promise<ServerIndex> {
  let index = indices.get(server);
  if (index === undefined) {
    index = ServerIndex.create(server, MAPPING, ENDS);
    indices.set(server, index);
  }
  return index;
}

function queryOf({ operator, value, options }: DateBound): JsonObject {
  return { range: { when: { [operator]: value, ...options } } };
}

/**
 * Asks the server which moments each bound means, to the millisecond, and the embedded engine to part the four
 * moments around it as the server would.
 */
export async function compareDates(
  bounds: readonly Tagged<DateBound>[],
  server: ConformanceServer,
): Promise<Compared[]> {
  const index = await emptyIndex(server);
  const said = await index.dateBounds(bounds.map(({ value }) => queryOf(value)));
  const compared = bounds.map(async ({ features, value }, at): Promise<Compared> => {
    const { now, bound } = said[at] ?? { now: 0, bound: undefined };
    // The documents lie around the server's bound; where it refuses, any will do.
    const moments = [-1, 0, 1].map((shift) => (bound ?? 0) + shift);
    const documents = moments.map((when): JsonObject => ({ when: new Date(when).toISOString() }));
    const isLow = value.operator.startsWith('g');
    const hits = ['0', '1', '2'].slice(isLow ? 1 : 0, isLow ? 3 : 2);
    const answer: JsonValue = bound === undefined ? [{ refused: true }] : [{ total: hits.length, hits }];
    const question = { mapping: MAPPING, documents, request: { query: queryOf(value), size: 10 } };
    const dated = value.value.startsWith('now') ? { ...question, now } : question;
    const own = await guarded(() =>
      answerSearch(embeddedIndex(MAPPING, documents).index, question.request, now),
    );
    return comparedAnswers(features, dated, answer, own);
  });
  return Promise.all(compared);
}
