import { coverage } from './coverage';
import { coveragePage } from './page';

const proofs = {
  server: 'Elasticsearch 9.4.3',
  rules: {
    kql: { embedded: 'proven', elasticsearch: 'proven' },
    eql: { embedded: 'proven', elasticsearch: 'not_run' },
    esql: { embedded: 'not_run', elasticsearch: 'not_run' },
    broken: { embedded: 'proven', elasticsearch: 'failed' },
  },
} as const;

function of(rules: string[]): ReturnType<typeof coverage> {
  return coverage(
    Object.keys(proofs.rules),
    [{ document: 'a guide', rows: [{ what: 'a row', rules }] }],
    proofs,
  );
}

describe('coverage', () => {
  test('a row with a proven rule is covered', () => {
    expect(of(['kql', 'esql']).gaps).toEqual([]);
    expect(of(['eql']).gaps).toEqual([]);
  });

  test.each([[['esql']], [['kql', 'broken']]])('a row with %j is a gap', (rules) => {
    expect(of(rules).gaps).toEqual(['a guide: no proven rule for “a row”']);
  });

  test('a row that no event shows is no gap', () => {
    const documents = [
      { document: 'a guide', rows: [{ what: 'a row', not_detectable: 'no event shows it' }] },
    ];
    expect(coverage([], documents, proofs).gaps).toEqual([]);
  });

  test('what is proven on a real Elasticsearch and embedded only is counted apart', () => {
    expect(of(['kql']).counts).toEqual({ elasticsearch: 1, embedded: 1, nowhere: 1, failed: 1 });
  });

  test('a rule that no proof recorded counts as failed', () => {
    expect(coverage(['new-rule'], [], proofs).counts.failed).toBe(1);
  });

  test('the page says of each row where its rules are proven, with links to their pages', () => {
    const rules = [{ service: 'entra', slug: 'kql' }];
    expect(coveragePage(of(['kql', 'eql']), rules)).toContain(
      '|  | a row | [kql](rules/entra/kql.md)<br>eql | real Elasticsearch and embedded<br>embedded only |',
    );
  });
});
