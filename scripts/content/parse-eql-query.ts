import { ContentError } from '../base/errors';
import type { Problem } from '../base/errors';
import type { YamlDocument } from '../base/yaml';
import { compileEql, eqlFields, EqlSyntaxError, parseEql } from '../eql';
import type { EqlQuery } from '../eql';
import { sharedQuerySet } from '../query-dsl';
import type { Stream } from './pack';
import { queryLocation, renderQuery } from './parse-query';
import type { RuleFile } from './rule-schema';
import type { Template } from './templates';

type EqlFile = Extract<RuleFile, { type: 'eql' }>;

/**
 * Renders, parses and compiles a rule's EQL, for every stream as the engines do: what Elasticsearch would refuse when
 * the rule runs is refused here. Null when a problem was found.
 */
export function parseEqlQuery(
  problems: Problem[],
  document: YamlDocument,
  file: EqlFile,
  context: {
    readonly template: (source: string) => Template;
    readonly variables: object;
    readonly streams: readonly Stream[];
  },
): { text: string; eql: EqlQuery } | null {
  const text = renderQuery(problems, document, file.query, context);
  if (text === null) return null;
  try {
    const eql = parseEql(text);
    compileForStreams(eql, file, context.streams);
    return { text, eql };
  } catch (error) {
    if (error instanceof ContentError) {
      problems.push(...error.problems.map((problem) => document.problem(['query'], problem)));
      return null;
    }
    if (!(error instanceof EqlSyntaxError)) throw error;
    const location = queryLocation(document, text, error.line, error.column);
    problems.push({
      code: 'EQL_SYNTAX',
      message: `the query is not EQL: expected ${error.expected}, found ${error.found}`,
      location,
      found: error.found,
      expected: error.expected,
      excerpt: document.line(location),
      hint: error.hint,
    });
    return null;
  }
}

function compileForStreams(eql: EqlQuery, file: EqlFile, streams: readonly Stream[]): void {
  // A name that no stream knows is reported with its place by checkRule.
  const knownElsewhere = new Set(eqlFields(eql).map(({ name }) => name));
  const { timestamp_field, tiebreaker_field, event_category_override } = file;
  const names = { timestamp_field, tiebreaker_field, event_category_field: event_category_override };
  for (const { mapping } of streams) compileEql(eql, sharedQuerySet(mapping), { ...names, knownElsewhere });
}
