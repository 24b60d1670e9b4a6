import { resolve } from 'node:path';
import { loadCases } from '../../scripts/cases';
import { isKqlRule, loadPack } from '../../scripts/content';
import type { KqlRule } from '../../scripts/content';
import type { StartedEngine } from '../../scripts/engine/engine';
import type { SearchHit } from '../../scripts/query-dsl/types';
import { sigmaFiles } from '../../scripts/sigma';
import { prove } from '../../scripts/verify';
import { sharedEngine } from '../engine/shared-server';
import { casesOf, found, idsOf, ignoringCase, luceneQuery } from './lucene';
import type { Conversion } from './pysigma';
import { convertSigma } from './pysigma';

const pack = loadPack(resolve(__dirname, '..', '..'));
const cases = loadCases(pack);
const { files } = sigmaFiles(pack);
const exported = pack.rules.filter(
  (rule): rule is KqlRule => isKqlRule(rule) && files.has(`${rule.slug}.yml`),
);
const bySlug = exported.map((rule) => [rule.slug, rule] as const);

describe('the Sigma rules', () => {
  let engine: StartedEngine;
  let conversion: Conversion;
  /** What the Lucene query of a rule finds among the documents of all cases, by slug. */
  let foundBySigma: ReadonlyMap<string, readonly SearchHit[]>;

  beforeAll(async () => {
    conversion = convertSigma(files);
    engine = await sharedEngine().start();
    await prove({ pack, rules: [], cases, engine, embedded: new Map() });
    const searches = exported.map(async ({ slug, index }) => {
      const [query = ''] = conversion.files[`${slug}.yml`]?.queries ?? [];
      return [slug, await found(engine, index, luceneQuery(query))] as const;
    });
    foundBySigma = new Map(await Promise.all(searches));
  });

  afterAll(() => engine[Symbol.asyncDispose]());

  test('have ids and titles of their own', () => {
    expect(conversion.issues).toEqual([]);
  });

  test.each(bySlug)('%s is accepted by pySigma and becomes one Lucene query', (slug) => {
    const { queries, issues } = conversion.files[`${slug}.yml`]!;
    expect([issues, queries.length]).toEqual([[], 1]);
  });

  test.each(bySlug)(
    '%s finds the same as the rule’s query among the documents of all cases',
    async (slug, rule) => {
      const expected = await found(engine, rule.index, rule.dsl);
      expect(idsOf(foundBySigma.get(slug)!)).toEqual(idsOf(expected));
    },
  );

  test.each(bySlug)('%s finds every hit of the rule', (slug, rule) => {
    const hits = cases.filter((one) => one.rule === rule && one.kind === 'hit').map(({ key }) => key);
    const foundCases = casesOf(foundBySigma.get(slug)!);
    expect(hits.filter((key) => !foundCases.has(key))).toEqual([]);
  });

  /** docs/sigma.md names them, under “What differs”. */
  const moreWithoutCase = new Map([
    ['odb-strategic-file-shared', ['sharepoint/odb-strategic-file-shared#other-spelling']],
    [
      'odb-strategic-file-shared-externally',
      ['sharepoint/odb-strategic-file-shared-externally#other-spelling'],
    ],
  ]);

  test.each(bySlug)(
    '%s, read without regard to case, finds the same cases of its own',
    async (slug, rule) => {
      const own = (hits: readonly SearchHit[]): unknown[] =>
        [...casesOf(hits)].filter((key) => String(key).startsWith(`${rule.service}/${slug}#`)).sort();
      const expected = [...own(foundBySigma.get(slug)!), ...(moreWithoutCase.get(slug) ?? [])].sort();
      expect(own(await found(engine, rule.index, ignoringCase(rule.dsl)))).toEqual(expected);
    },
  );
});
