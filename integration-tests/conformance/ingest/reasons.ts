import type { Problem } from '../../../scripts/base/errors';
import type { DocumentAnswer, IngestQuestion } from '../../../scripts/conformance/ingest';
import type { Comparison } from '../../../scripts/conformance/tally';

type Explained = Pick<Comparison, 'outcome' | 'reason'>;

const UNSUPPORTED: Readonly<Record<string, string>> = {
  REGEX_UNSUPPORTED: 'regular expressions that cannot be run in linear time',
  PAINLESS_UNSUPPORTED: 'Painless that the interpreter does not know',
};

/** Why only the embedded engine refuses a pipeline; undefined when there is no good reason. */
export function explainRefusal(problems: readonly Problem[]): Explained | undefined {
  const explained = problems.map(explain);
  return explained.includes(undefined) ? undefined : explained[0];
}

function explain({ code, message }: Problem): Explained | undefined {
  const [, type = '', option] = /processor "(\w+)".*?(?:option "(\w+)"|$)/.exec(message) ?? [];
  if (code === 'PIPELINE_UNSUPPORTED') {
    const reason = option === undefined ? `processor ${type}` : `some values of "${option}" of ${type}`;
    return { outcome: 'unsupported', reason };
  }
  if (code === 'PIPELINE_UNKNOWN') {
    return known('a call of a pipeline that is not there is refused when loaded, not when it is made');
  }
  if (code === 'PIPELINE_OPTION' && type === 'date' && option === 'formats') {
    return known('a date format that cannot be read is refused when loaded, not for each document');
  }
  if (code === 'REGEX_SYNTAX' && /^(?:kv|split)$/.test(type)) {
    return known('a wrong pattern to split at is refused when loaded, not for each document');
  }
  if (message.includes('there is no grok pattern')) {
    return { outcome: 'unsupported', reason: 'grok patterns that are not in the library' };
  }
  const reason = UNSUPPORTED[code];
  return reason === undefined ? undefined : { outcome: 'unsupported', reason };
}

function known(reason: string): Explained {
  return { outcome: 'known', reason };
}

/** Why two answers on a document differ; undefined when there is no good reason. */
export function explainDifference(
  question: IngestQuestion,
  server: DocumentAnswer,
  embedded: unknown,
): Explained | undefined {
  const asked = JSON.stringify(question);
  const [theirs, ours] = [JSON.stringify(server), JSON.stringify(embedded)];
  if (
    /"(?:foreach|user_agent|uri_parts)"/.test(asked) &&
    /\{[^{}"]*=/.test(theirs) &&
    letters(theirs) === letters(ours)
  ) {
    return known('the order of a map that a processor made, where the map is written as text');
  }
  if (withoutSeconds(theirs) === withoutSeconds(ours)) {
    return known('the seconds of dates beyond the year 285,000,000, which no double holds');
  }
  return undefined;
}

/** Without the seconds of dates of which there are more than 2^53 since 1970. */
function withoutSeconds(json: string): string {
  return json.replaceAll(/([+-](?:28[6-9]|29\d|[3-9]\d\d)\d{6}-\d\d-\d\dT\d\d:\d\d:)\d\d\.\d{3}/g, '$1');
}

function letters(text: string): string {
  return Array.from(text).sort().join('');
}
