import { isJsonObject, type JsonObject, type JsonValue } from '../../base/json';
import { refuse } from '../refuse';
import type { Scalar } from '../values/scalar';
import { checkOptions, objectBody } from './clause-body';
import { matchAll, matchNone, type Clause, type Matcher, type QueryCompiler } from './context';
import { termsClause } from './value-clause';

function listOf(value: JsonValue | undefined): JsonObject[] {
  if (value === undefined) return [];
  const list = Array.isArray(value) ? value : [value];
  return list.map((item) => (isJsonObject(item) ? item : refuse('QUERY_INVALID', 'bool takes objects')));
}

/** All of the clauses. */
export function allOf(clauses: readonly Clause[]): Clause {
  const needed = clauses.filter((clause) => clause.constant !== true);
  if (needed.some((clause) => clause.constant === false)) return matchNone;
  const [first, second, third] = needed.map((clause) => clause.matches);
  if (first === undefined) return matchAll;
  if (second === undefined) return needed[0] ?? matchAll;
  if (needed.length === 2) return { matches: (document) => first(document) && second(document) };
  if (third !== undefined && needed.length === 3) {
    return { matches: (document) => first(document) && second(document) && third(document) };
  }
  return { matches: every(needed.map((clause) => clause.matches)) };
}

function every(matchers: readonly Matcher[]): Matcher {
  return (document) => {
    for (const matches of matchers) if (!matches(document)) return false;
    return true;
  };
}

/** At least one of the clauses. Values of one field become one look-up. */
export function anyOf(clauses: readonly Clause[]): Clause {
  if (clauses.some((clause) => clause.constant === true)) return matchAll;
  const possible = clauses.filter((clause) => clause.constant !== false);
  const [first, ...others] = possible;
  if (first === undefined) return matchNone;
  if (others.length === 0) return first;
  const { terms } = first;
  if (terms !== undefined && others.every((clause) => clause.terms?.access === terms.access)) {
    return termsClause(
      terms.access,
      possible.flatMap((clause) => (clause.terms?.values ?? []) as readonly Scalar[]),
    );
  }
  const matchers = possible.map((clause) => clause.matches);
  return {
    matches: (document) => {
      for (const matches of matchers) if (matches(document)) return true;
      return false;
    },
  };
}

function noneOf(clauses: readonly Clause[]): Clause {
  const { matches, constant } = anyOf(clauses);
  if (constant !== undefined) return constant ? matchNone : matchAll;
  return { matches: (document) => !matches(document) };
}

function atLeast(count: number, clauses: readonly Clause[]): Clause {
  if (count > clauses.length) return matchNone;
  if (count === 1) return anyOf(clauses);
  return {
    matches: (document) => {
      let found = 0;
      for (const { matches } of clauses) if (matches(document) && (found += 1) === count) return true;
      return false;
    },
  };
}

function minimum(value: JsonValue | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  const count = Number(value);
  if (Number.isInteger(count) && count >= 0) return count;
  return refuse(
    'QUERY_UNKNOWN_OPTION',
    `bool: minimum_should_match ${JSON.stringify(value)} is not supported`,
  );
}

/** `bool` in filter context: which documents match, not how well. */
export const compileBool: QueryCompiler = (body, context) => {
  const options = objectBody('bool', body);
  checkOptions('bool', options, [
    'must',
    'filter',
    'should',
    'must_not',
    'minimum_should_match',
    'adjust_pure_negative',
  ]);
  const compileAll = (value: JsonValue | undefined): Clause[] =>
    listOf(value).map((query) => context.compile(query));
  const needed = [...compileAll(options['must']), ...compileAll(options['filter'])];
  const should = compileAll(options['should']);
  const mustNot = compileAll(options['must_not']);
  // A bool without any clause matches all, whatever minimum it asks for.
  if (needed.length + should.length + mustNot.length === 0) return matchAll;
  // Where nothing else is demanded, one should is, even if the minimum says none.
  const least = needed.length === 0 && should.length > 0 ? 1 : 0;
  const count = Math.max(minimum(options['minimum_should_match'], least), least);
  // A minimum means nothing to a bool that only excludes.
  const isCounted = needed.length + should.length > 0;
  return allOf([
    ...needed,
    ...(count > 0 && isCounted ? [atLeast(count, should)] : []),
    ...(mustNot.length > 0 ? [noneOf(mustNot)] : []),
  ]);
};
