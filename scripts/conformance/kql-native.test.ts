import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KqlIndex } from './kql';
import type { KqlAnswer, KqlQuestion } from './kql';

interface Difference extends KqlQuestion {
  readonly cause: string;
  readonly title: string;
  /** What Elasticsearch answered to the Query DSL; null where Kibana refuses the query. */
  readonly dsl: KqlAnswer | null;
  /** What it answered to the native `kql` query. */
  readonly native: KqlAnswer;
}

const root = join(__dirname, '..', '..');
const recorded = JSON.parse(
  readFileSync(join(root, 'fixtures', 'conformance', 'kql-native.json'), 'utf8'),
) as { readonly elasticsearch: string; readonly differences: readonly Difference[] };
const page = readFileSync(join(root, 'docs', 'kql-differences.md'), 'utf8');

/** Causes that lie in the mapping and the documents, not in how the query is read. */
const NOT_OF_READING = new Set(['lenient', 'nesting', 'skipped']);

describe(`what Elasticsearch ${recorded.elasticsearch} makes of KQL by itself`, () => {
  test.each(recorded.differences)('$cause: $title', ({ cause, dsl, native, mapping, documents, query }) => {
    const index = new KqlIndex(mapping, documents);
    if (!NOT_OF_READING.has(cause)) expect(index.nativeDifference(query)).toBe(cause);
    if (cause === 'skipped') {
      expect([dsl, native]).toEqual([{ hits: [] }, { hits: [] }]);
      expect(index.ask(query)).toEqual({ error: 'query' });
      return;
    }
    if (dsl !== null) expect(index.ask(query)).toEqual(dsl);
    expect(native).not.toEqual(index.ask(query));
  });

  test('each cause has a row in docs/kql-differences.md, and each row is shown', () => {
    const rows = [...page.matchAll(/^\| `([a-z-]+)` /gm)].map(([, cause]) => cause);
    expect(new Set(rows)).toEqual(new Set(recorded.differences.map(({ cause }) => cause)));
  });
});
