import type { Problem } from '../base/errors';
import type { YamlDocument } from '../base/yaml';
import { esqlSources } from './esql-text';
import type { Stream } from './pack';
import { queryLocation, renderQuery } from './parse-query';
import type { Template } from './templates';

/** Kibana takes these for the identity of an alert; an aggregation has none to give. */
const IDENTITY = ['_id', '_version', '_index'];

/**
 * Renders a rule's ES|QL and checks the little that can be told without an Elasticsearch: that it reads from its
 * streams' indices, and that Kibana can tell one event from another. Null when a problem was found.
 */
export function parseEsqlQuery(
  problems: Problem[],
  document: YamlDocument,
  source: string,
  context: {
    readonly template: (source: string) => Template;
    readonly variables: object;
    readonly streams: readonly Stream[];
  },
): { text: string } | null {
  const text = renderQuery(problems, document, source, context);
  if (text === null) return null;
  const location = queryLocation(document, text, 1, 1);
  const report = (problem: Pick<Problem, 'code' | 'message' | 'found' | 'expected' | 'hint'>): null => {
    problems.push({ ...problem, location, excerpt: document.line(location) });
    return null;
  };
  const sources = esqlSources(text);
  if (sources === undefined) {
    return report({
      code: 'ESQL_NO_SOURCE',
      message: 'the ES|QL query does not begin with “from”',
      found: text.split(/\s/)[0],
      expected: 'from and index patterns',
      hint: 'For example: from logs-o365* metadata _id, _version, _index | where …',
    });
  }
  const missing = sources.aggregates ? [] : IDENTITY.filter((name) => !sources.metadata.includes(name));
  if (missing.length > 0) {
    return report({
      code: 'ESQL_NO_IDENTITY',
      message: `the ES|QL query does not ask for the metadata ${missing.join(', ')}: Kibana would alert on an event again and again`,
      expected: `metadata ${IDENTITY.join(', ')}`,
      hint: 'Write them behind “from”, before the first “|”.',
    });
  }
  const known = context.streams.flatMap(({ config }) => config.index_patterns);
  const strange = sources.patterns.find((pattern) => !known.includes(pattern));
  if (strange !== undefined) {
    return report({
      code: 'ESQL_STRANGE_INDEX',
      message: `the ES|QL query reads from ${strange}, which is not an index pattern of the rule’s streams`,
      found: strange,
      expected: known.join(', '),
      hint: 'Name the stream under “stream”, or correct the pattern.',
    });
  }
  return { text };
}
