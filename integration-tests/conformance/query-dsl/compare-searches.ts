import { isJsonObject, type JsonObject, type JsonValue } from '../../../scripts/base/json';
import { answerSearch, embeddedIndex } from '../../../scripts/conformance/query-dsl-search';
import type { Compared } from '../area';
import type { ConformanceServer } from '../server';
import { ServerIndex } from './ask-server';
import { MAPPING } from './fields';
import type { TaggedSearch } from './searches';
import { UNREAD, isRefusedWhenRead } from './unread-clauses';
import { comparedAnswers, guarded } from './vector';

/** Documents, and searches over them. */
export interface SearchScenario {
  readonly documents: readonly JsonObject[];
  readonly searches: readonly TaggedSearch[];
}

function isRefusal(pages: JsonValue): boolean {
  const [first] = Array.isArray(pages) ? pages : [];
  return isJsonObject(first) && first['refused'] === true;
}

/** Asks both sides; when they do not even take the same documents, only that is told. */
export async function compareSearches(
  { documents, searches }: SearchScenario,
  server: ConformanceServer,
): Promise<Compared[]> {
  const onServer = await ServerIndex.create(server, MAPPING, documents);
  try {
    const { index, taken } = embeddedIndex(MAPPING, documents);
    const indexed = documents.map((document, at) =>
      comparedAnswers(
        ['document taken or refused'],
        { mapping: MAPPING, documents: [document] },
        [onServer.taken[at] ?? false],
        [taken[at] ?? false],
      ),
    );
    if (indexed.some(({ outcome }) => outcome === 'differed')) return indexed;
    const refused = documents.filter((_, at) => taken[at] === false);
    const answers = await onServer.answers(searches.map(({ value }) => value));
    const found = searches.map(async ({ features, value }, at): Promise<Compared> => {
      const [said, own] = [answers[at] ?? [], await guarded(() => answerSearch(index, value))];
      if (isRefusal(own) && !isRefusal(said) && (await isRefusedWhenRead(value, server))) {
        return { features, outcome: 'known', reason: UNREAD };
      }
      const question = { mapping: MAPPING, documents, request: value };
      return comparedAnswers(features, question, said, own, refused);
    });
    return [...indexed, ...(await Promise.all(found))];
  } finally {
    await onServer.remove();
  }
}
