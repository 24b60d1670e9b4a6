import { ContentError } from '../base/errors';
import type { Problem, SourceLocation } from '../base/errors';
import { lineOf } from '../base/source-text';
import type { YamlDocument } from '../base/yaml';
import { findUnparenthesisedMix, KqlSyntaxError, parseKql } from '../kql';
import type { KqlNode } from '../kql';
import { compileKql, compileQuery } from '../query-dsl';
import type { QueryDsl } from '../query-dsl/types';
import type { DataView } from './data-view';
import type { Stream } from './pack';
import { TemplateError } from './templates';
import type { Template } from './templates';

/** Renders a rule's query from the tenant's lists, parses and compiles it; null when a problem was found. */
export function parseQuery(
  problems: Problem[],
  document: YamlDocument,
  source: string,
  context: {
    readonly template: (source: string) => Template;
    readonly variables: object;
    readonly streams: readonly Stream[];
    readonly fields: DataView;
  },
): { text: string; ast: KqlNode; dsl: QueryDsl } | null {
  const text = renderQuery(problems, document, source, context);
  if (text === null) return null;
  try {
    const ast = parseKql(text);
    const mix = findUnparenthesisedMix(ast);
    if (mix) problems.push(mixedPrecedence(document, text, mix.start));
    return { text, ast, dsl: compileForStreams(ast, context) };
  } catch (error) {
    if (error instanceof ContentError) {
      problems.push(...error.problems.map((problem) => document.problem(['query'], problem)));
      return null;
    }
    if (!(error instanceof KqlSyntaxError)) throw error;
    const at = queryLocation(document, text, error.line, error.column);
    problems.push({
      code: 'KQL_SYNTAX',
      message: `the query is not KQL: expected ${error.expected}, found ${error.found}`,
      location: at,
      found: error.found,
      expected: error.expected,
      excerpt: document.line(at),
      hint: error.hint,
    });
    return null;
  }
}

/** The text of a rule's query with the tenant's lists filled in; null when a problem was found. */
export function renderQuery(
  problems: Problem[],
  document: YamlDocument,
  source: string,
  context: { readonly template: (source: string) => Template; readonly variables: object },
): string | null {
  const location = document.locate(['query']);
  try {
    return context.template(source)(context.variables).trim();
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    problems.push({
      code: 'QUERY_TEMPLATE',
      message: `the query’s template cannot be filled in: ${error.message}`,
      location,
      excerpt: document.line(location),
      hint: 'Lists are defined under “lists” in package-content/tenant.yml; use {{any lists.name}}.',
    });
    return null;
  }
}

/** Compiled for the matcher too: a value that Elasticsearch would refuse when the rule runs is refused here. */
function compileForStreams(
  ast: KqlNode,
  { streams, fields }: { readonly streams: readonly Stream[]; readonly fields: DataView },
): QueryDsl {
  const dsl = compileKql(ast, fields);
  for (const { mapping } of streams) compileQuery(dsl, mapping);
  return dsl;
}

function mixedPrecedence(document: YamlDocument, text: string, offset: number): Problem {
  const before = text.slice(0, offset).split('\n');
  const location = queryLocation(document, text, before.length, (before.at(-1)?.length ?? 0) + 1);
  return {
    code: 'KQL_MIXED_PRECEDENCE',
    message: '“and” and “or” stand side by side without parentheses',
    location,
    excerpt: document.line(location),
    hint: 'Put parentheses around the part that belongs together: Elasticsearch’s native kql query gives both the same precedence, Kibana does not.',
  };
}

/**
 * Where a place in the rendered query stands in the file: exact in a literal block (`query: |`) whose line has no
 * template in it, else the line, else the query's first line.
 */
export function queryLocation(
  document: YamlDocument,
  text: string,
  line: number,
  column: number,
): SourceLocation {
  const start = document.locate(['query']);
  const wanted = lineOf(text, line);
  const candidate = { ...start, line: start.line + line - 1 };
  const sourceLine = document.line(candidate);
  const indent = sourceLine.indexOf(wanted.trimEnd());
  if (wanted.trim() !== '' && indent >= 0) return { ...candidate, column: indent + column };
  if (sourceLine.includes('{{')) return { ...candidate, column: sourceLine.search(/\S/) + 1 };
  return start;
}
