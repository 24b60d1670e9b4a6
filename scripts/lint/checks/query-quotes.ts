import type { RuleCheck } from '../check';
import { textOf } from '../subject';

const CURLY = /[“”„‟‘’‚‛«»]/;

export const queryQuotes: RuleCheck = {
  code: 'QUERY_QUOTES',
  severity: 'error',
  title: 'A query is written with straight quotes.',
  why: 'Text that came through a word processor or a chat brings curly quotes. For KQL they are letters: the value that is searched begins with one and is never found.',
  bad: '"query": "event.dataset: “o365.audit”"',
  mend: 'Write " for each curly quote.',
  *run(subject) {
    const quote = CURLY.exec(textOf(subject, 'query'))?.[0];
    if (quote === undefined) return;
    yield {
      path: ['query'],
      snippet: quote,
      message: `the query holds the curly quote ${quote}`,
      found: quote,
    };
  },
};
