import type { Problem } from '../base/errors';
import { BY_STATUS } from './import-statuses';
import type { RefusalCause, StatusRule } from './import-statuses';
import { printable } from './printable';

/** Why a request brought no answer that tells of rules. */
export interface Refusal {
  readonly cause: RefusalCause;
  readonly problem: Problem;
  /** Kibana may have imported the rules before the answer was lost. */
  readonly maybeImported: boolean;
}

/** An HTTP answer; its text is not safe to print. */
export interface HttpAnswer {
  readonly status: number;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Why an answer other than 200 came. */
export function refusalOfStatus(answer: HttpAnswer): Refusal {
  const found = `HTTP ${answer.status}${answer.text === '' ? '' : `: ${messageOf(answer.text)}`}`;
  if (answer.headers['x-elastic-product'] === 'Elasticsearch') {
    return refusal('call', 'KIBANA_IS_ELASTICSEARCH', 'the address is that of Elasticsearch, not of Kibana', {
      found,
      hint: 'Name the address at which Kibana is opened in a browser; often port 5601 instead of 9200, or .kb. instead of .es. in the host.',
    });
  }
  if (answer.status >= 300 && answer.status < 400) {
    const location = excerpt(answer.headers['location'] ?? 'nowhere');
    return refusal(
      'call',
      'KIBANA_REDIRECTS',
      'the address leads to another one, and the API key is not sent there',
      {
        found: `${found} to ${location}`,
        hint: 'Name the final address by --kibana, https:// and base path included. If it is a login page, a proxy stands before Kibana: go past it.',
      },
    );
  }
  const rule = BY_STATUS[answer.status] ?? otherStatus(answer.status);
  return {
    ...refusal(rule.cause, rule.code, rule.message, { found, hint: rule.hint }),
    maybeImported: rule.maybeImported ?? false,
  };
}

function otherStatus(status: number): StatusRule {
  const cause = status < 500 ? 'call' : 'kibana';
  const hint = 'Look at the log of Kibana and of what stands before it.';
  return {
    cause,
    code: 'KIBANA_REFUSES',
    message: 'Kibana refuses the request',
    hint,
    maybeImported: status >= 500,
  };
}

/** Why a 200 is not what Kibana answers to an import. */
export function refusalOfText(text: string): Refusal {
  if (text.trim() === '') {
    return lost('KIBANA_EMPTY_ANSWER', 'the answer is empty', {
      hint: 'Does a proxy cut it off? Run the command again with --overwrite.',
    });
  }
  if (/^\s*</.test(text)) {
    return refusal('call', 'KIBANA_HTML', 'a web page came instead of the answer of an API', {
      found: excerpt(text),
      hint: 'A login page or a proxy answers here. Name the address of Kibana itself.',
    });
  }
  if (!isJson(text)) {
    return lost('KIBANA_BROKEN_ANSWER', 'the answer is no JSON; it may be cut off', {
      found: excerpt(text),
      hint: 'Does a proxy cut it off? Run the command again with --overwrite.',
    });
  }
  return refusal('call', 'KIBANA_OTHER_ANSWER', 'the answer is not that of a rule import', {
    found: excerpt(text),
    expected: 'success, success_count and errors',
    hint: 'Something else than Kibana 9 answers at this address.',
  });
}

/** An answer that was lost on the way: the rules may be imported. */
function lost(code: string, message: string, rest: Omit<Problem, 'code' | 'message'>): Refusal {
  return { ...refusal('away', code, message, rest), maybeImported: true };
}

function refusal(
  cause: RefusalCause,
  code: string,
  message: string,
  rest: Omit<Problem, 'code' | 'message'>,
): Refusal {
  return { cause, problem: { code, message, ...rest }, maybeImported: false };
}

/** Kibana's own message where the text is its JSON (`message`), else the beginning of the text. */
function messageOf(text: string): string {
  try {
    const value = JSON.parse(text) as { message?: unknown; error?: unknown } | null;
    if (typeof value?.message === 'string') return excerpt(value.message);
  } catch {
    // No JSON: shown as it is.
  }
  return excerpt(text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function excerpt(text: string): string {
  const line = printable(text).replace(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 200)} …` : line;
}
