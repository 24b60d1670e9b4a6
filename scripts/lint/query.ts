import { getKey } from '../base/json';
import { esqlDottedNames, esqlSources, queryFields, ruleFields } from '../content';
import type { QueryField } from '../content';
import { eqlFields, EqlSyntaxError, parseEql } from '../eql';
import { findUnparenthesisedMix, KqlSyntaxError, parseKql } from '../kql';
import { textOf } from './subject';
import type { RuleSubject } from './subject';

/** A rule's query as far as it can be read: the fields that it names, or why it is no query of its language. */
export type ReadQuery =
  | { readonly ok: true; readonly fields: readonly QueryField[] }
  | { readonly ok: false; readonly message: string; readonly found?: string; readonly expected?: string };

/** Reads the query in the language of the rule's type; undefined for Lucene and where there is none. */
export function readQuery({ body, rule }: Pick<RuleSubject, 'body' | 'rule'>): ReadQuery | undefined {
  if (rule) return { ok: true, fields: ruleFields(rule) };
  const query = textOf({ body }, 'query');
  if (query === '') return undefined;
  const language = getKey(body, 'language') ?? 'kuery';
  if (language === 'eql') return readEql(query);
  if (language === 'esql') return readEsql(query);
  return language === 'kuery' ? readKql(query) : undefined;
}

function readKql(query: string): ReadQuery {
  try {
    const ast = parseKql(query);
    if (!findUnparenthesisedMix(ast)) return { ok: true, fields: queryFields(ast) };
    return {
      ok: false,
      message:
        '“and” and “or” stand side by side without parentheses, which Kibana and Elasticsearch read differently',
    };
  } catch (error) {
    if (!(error instanceof KqlSyntaxError)) throw error;
    const { found, expected, line, column } = error;
    return {
      ok: false,
      message: `the query is not KQL (line ${line}, column ${column} of it)`,
      found,
      expected,
    };
  }
}

function readEql(query: string): ReadQuery {
  try {
    const fields = eqlFields(parseEql(query)).map(({ name, span }) => ({ name, span, pattern: false }));
    return { ok: true, fields };
  } catch (error) {
    if (!(error instanceof EqlSyntaxError)) throw error;
    const { found, expected, line, column } = error;
    return {
      ok: false,
      message: `the query is not EQL (line ${line}, column ${column} of it)`,
      found,
      expected,
    };
  }
}

function readEsql(query: string): ReadQuery {
  if (esqlSources(query) === undefined) {
    return {
      ok: false,
      message: 'the ES|QL query does not begin with “from”',
      expected: 'from and index patterns',
    };
  }
  const fields = esqlDottedNames(query).map(({ name, start }) => ({
    name,
    span: { start, end: start + name.length },
    pattern: false,
  }));
  return { ok: true, fields };
}
