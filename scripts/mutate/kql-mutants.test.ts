import { parseKql } from '../kql';
import { FieldCatalogue } from '../query-dsl';
import { kqlMutants } from './kql-mutants';

const fields = new FieldCatalogue({
  properties: { k: { type: 'keyword' }, n: { type: 'long' }, b: { type: 'boolean' } },
});

function changes(query: string): string[] {
  return kqlMutants(parseKql(query), fields).map(
    ({ change, clause }) => `${query.slice(clause.span.start, clause.span.end)} | ${change}`,
  );
}

describe('kqlMutants', () => {
  test('drops, negates, exchanges and reconnects the clauses of a conjunction', () => {
    expect(changes('k: a and n: 1')).toEqual([
      'k: a and n: 1 | “or” for “and”',
      'k: a and n: 1 | values of two clauses exchanged',
      'k: a | dropped',
      'k: a | negated',
      'k: a | value a~',
      'n: 1 | dropped',
      'n: 1 | negated',
      'n: 1 | value 2',
    ]);
  });

  test('reaches into groups, value lists and negations', () => {
    expect(changes('not k: (a or b)')).toEqual([
      'not k: (a or b) | “not” taken away',
      'k: (a or b) | “and” for “or”',
      'a | dropped',
      'a | negated',
      'a | value a~',
      'b | dropped',
      'b | negated',
      'b | value b~',
    ]);
  });

  test.each([
    ['b: true', ['negated', 'value false']],
    ['k: *', ['negated']],
    ['k: a*b', ['negated', 'value a~*b', 'pattern ab', 'pattern *a*b', 'pattern a*b*', 'pattern *']],
    ['k: *a*', ['negated', 'value *a~*', 'pattern a*', 'pattern *a', 'pattern *']],
    ['n >= 5', ['negated', 'gt for gte', 'bound 6']],
  ])('%s: %j', (query, expected) => {
    expect(changes(query).map((change) => change.split(' | ')[1])).toEqual(expected);
  });

  test('clauses of equal value are not exchanged: nothing would change', () => {
    expect(changes('k: a and n: a')).not.toContain('k: a and n: a | values of two clauses exchanged');
  });
});
