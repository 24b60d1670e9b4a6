import type { RuleCheck } from '../check';
import { readQuery } from '../query';

export const querySyntax: RuleCheck = {
  code: 'QUERY_SYNTAX',
  severity: 'error',
  title: 'The query is one of its language: KQL, EQL, or ES|QL as far as its source command.',
  why: 'Kibana imports a rule whose query does not parse; it fails at every run, long after whoever imported it has gone.',
  bad: '"query": "event.outcome:(success"',
  mend: 'Mend the query; for a rule of the pack, in its YAML file.',
  *run(subject) {
    if (subject.rule) return;
    const query = readQuery(subject);
    if (query?.ok === false) yield { path: ['query'], ...query };
  },
};
