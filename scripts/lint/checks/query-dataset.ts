import { esqlSources } from '../../content';
import type { RuleCheck } from '../check';
import { readQuery } from '../query';
import { textOf } from '../subject';

export const queryDataset: RuleCheck = {
  code: 'QUERY_DATASET',
  severity: 'error',
  title: 'A query says which events it means, by event.dataset.',
  why: 'Index patterns such as filebeat-* hold far more than this pack’s records. Without the dataset a rule reads them all, costs accordingly, and may alert on another product’s event of the same name.',
  bad: '"query": "event.action: \\"Add-MailboxPermission\\""',
  mend: 'Begin the query with the dataset, e.g. event.dataset: "o365.audit" and ….',
  *run(subject) {
    const query = readQuery(subject);
    if (query?.ok !== true || query.fields.some(({ name }) => name === 'event.dataset')) return;
    const patterns = esqlSources(textOf(subject, 'query'))?.patterns ?? [];
    if (patterns.length > 0 && patterns.every((pattern) => pattern.startsWith('logs-'))) return;
    yield { path: ['query'], message: 'the query does not name event.dataset' };
  },
};
