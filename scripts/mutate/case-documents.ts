import type { ProofCase } from '../cases';
import type { Stream } from '../content';
import type { StartedEngine } from '../engine/engine';
import { compileQuery, namePattern, prepareDocument } from '../query-dsl';
import type { PreparedDocument } from '../query-dsl';
import type { IndexMapping, QueryDsl } from '../query-dsl/types';
import { documentsByCase } from '../verify';

/** A stored document of a case, ready for the queries over its mapping. */
interface CaseDocument {
  readonly index: string;
  readonly mapping: IndexMapping;
  readonly document: PreparedDocument;
}

/** The documents of all cases, to see at once for which of them a changed query finds other ones. */
export class CaseDocuments {
  readonly #byCase = new Map<string, CaseDocument[]>();

  static async of(engine: StartedEngine, streams: Iterable<Stream>): Promise<CaseDocuments> {
    const documents = new CaseDocuments();
    for (const { name, mapping } of streams) {
      const prepare = prepareDocument(mapping);
      for (const [key, stored] of documentsByCase(await engine.documents(name))) {
        const own = documents.#byCase.get(key) ?? [];
        own.push(...stored.map(({ index, source }) => ({ index, mapping, document: prepare(source) })));
        documents.#byCase.set(key, own);
      }
    }
    return documents;
  }

  /**
   * The names among `patterns` under which a case has documents: to search only these finds the same, at less cost. The
   * patterns themselves where there is none.
   */
  indices(caseKey: string, patterns: readonly string[]): readonly string[] {
    const matchers = patterns.map(namePattern);
    const names = new Set(this.#byCase.get(caseKey)?.map(({ index }) => index));
    const searched = [...names].filter((name) => matchers.some((covers) => covers(name)));
    return searched.length === 0 ? patterns : searched;
  }

  /**
   * The cases in which a query finds other documents than the rule's own query.
   * @throws ContentError for a query that Elasticsearch would refuse
   */
  differing(own: QueryDsl, changed: QueryDsl, cases: readonly ProofCase[]): ProofCase[] {
    const differs = new Map<IndexMapping, (document: PreparedDocument) => boolean>();
    const comparison = (mapping: IndexMapping): ((document: PreparedDocument) => boolean) => {
      let compare = differs.get(mapping);
      if (compare === undefined) {
        const before = compileQuery(own, mapping);
        const after = compileQuery(changed, mapping);
        differs.set(mapping, (compare = (document) => before(document) !== after(document)));
      }
      return compare;
    };
    return cases.filter(({ key }) =>
      (this.#byCase.get(key) ?? []).some(({ mapping, document }) => comparison(mapping)(document)),
    );
  }
}
