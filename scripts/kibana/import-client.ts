import { luxon } from '../base/luxon';
import type { ImportFile } from './import-file';
import { readImportAnswer } from './import-answer';
import type { ImportAnswer } from './import-answer';
import { refusalOfNetwork } from './import-network-error';
import { halves, importParts, partText } from './import-parts';
import { partOutcome } from './import-outcome';
import type { GeneralError, RuleOutcome, RuleState } from './import-outcome';
import { refusalOfStatus, refusalOfText } from './import-refusal';
import type { HttpAnswer, Refusal } from './import-refusal';
import { TOO_LARGE } from './import-statuses';
import type { ImportTarget } from './import-target';

export interface ImportOptions {
  readonly target: ImportTarget;
  /** Encoded API key; goes into one header and is cut out of everything that is shown. */
  readonly apiKey: string;
  /** For each request, in milliseconds. */
  readonly timeout: number;
  /** Called with what goes on now, for a progress line. */
  readonly progress?: ((message: string) => void) | undefined;
  /** Waits milliseconds; a test passes one that does not. */
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** What became of all rules of an import. */
export interface ImportOutcome {
  readonly rules: readonly RuleOutcome[];
  readonly errors: readonly GeneralError[];
  readonly warnings: readonly string[];
  /** Imported rules that were already there as sent, where Kibana counts them. */
  readonly unchanged: number;
  /** Set: no answer came, or a useless one, and nothing more was sent after it. */
  readonly refusal: Refusal | undefined;
}

const ATTEMPTS = 5;
const LONGEST_WAIT = 60_000;

/** Sends rules to Kibana in parts of a size that it takes, one after the other; stops at the first part without answer. */
export async function importRules(file: ImportFile, options: ImportOptions): Promise<ImportOutcome> {
  const rules: RuleOutcome[] = [];
  const errors: GeneralError[] = [];
  const warnings: string[] = [];
  let unchanged = 0;
  let refusal: Refusal | undefined;
  const waiting = importParts(file);
  for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
    options.progress?.(`importing rules: ${rules.length} of ${file.rules.length} done`);
    const answer = await send(part, options);
    if ('success' in answer) {
      const outcome = partOutcome(part, answer);
      rules.push(...outcome.rules);
      errors.push(...outcome.errors);
      warnings.push(...outcome.warnings);
      unchanged += outcome.unchanged;
      continue;
    }
    if (answer.problem.code === TOO_LARGE) {
      const smaller = halves(part);
      if (smaller) waiting.unshift(...smaller);
      else if (part.rules.length === 0) errors.push(tooLarge(answer));
      else
        rules.push(
          ...part.rules.map((rule) => ({ rule, state: { kind: 'failed', ...tooLarge(answer) } as const })),
        );
      continue;
    }
    refusal = answer;
    const state: RuleState = { kind: answer.maybeImported ? 'unknown' : 'not sent' };
    rules.push(...part.rules.map((rule) => ({ rule, state })));
    break;
  }
  const rest = waiting.flatMap((part) => part.rules);
  rules.push(...rest.map((rule) => ({ rule, state: { kind: 'not sent' } as const })));
  return { rules, errors, warnings, unchanged, refusal };
}

/** What cannot be cut into smaller parts any more. */
function tooLarge({ problem }: Refusal): { what: string; status: number; message: string } {
  return {
    what: 'exceptions and connectors',
    status: 413,
    message: `${problem.message}. ${problem.hint ?? ''}`,
  };
}

/** One part, again after 429 and 503 when Kibana says so, at most five times. */
async function send(part: ImportFile, options: ImportOptions): Promise<ImportAnswer | Refusal> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await post(part, options);
    if ('cause' in answer) return answer;
    if (answer.status === 200) {
      return readImportAnswer(parseJson(answer.text)) ?? refusalOfText(answer.text);
    }
    if (attempt === ATTEMPTS || ![429, 503].includes(answer.status)) return refusalOfStatus(answer);
    const wait = waitBefore(attempt, answer.headers['retry-after']);
    options.progress?.(`Kibana answers ${answer.status}, trying again in ${Math.ceil(wait / 1000)} s`);
    await options.sleep(wait);
  }
}

async function post(
  part: ImportFile,
  { target, apiKey, timeout }: ImportOptions,
): Promise<HttpAnswer | Refusal> {
  const form = new FormData();
  // Kibana looks at the ending of the name.
  form.set('file', new Blob([partText(part)], { type: 'application/ndjson' }), 'o365-rulepack.ndjson');
  try {
    const response = await fetch(target.url, {
      method: 'POST',
      headers: {
        authorization: `ApiKey ${apiKey}`,
        'elastic-api-version': '2023-10-31',
        'kbn-xsrf': 'o365-rulepack',
      },
      body: form,
      // The key must not follow to wherever an answer points.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    });
    // Should a server echo the key, it is not shown.
    const text = (await response.text()).replaceAll(apiKey, '[API key]');
    return { status: response.status, headers: Object.fromEntries(response.headers), text };
  } catch (error) {
    return refusalOfNetwork(error, target.kibana);
  }
}

/** Milliseconds to wait: what Retry-After asks for (seconds or an HTTP date), else 1, 2, 4 … s; a minute at most. */
export function waitBefore(attempt: number, retryAfter: string | undefined): number {
  const asked = retryAfter === undefined ? NaN : secondsOf(retryAfter.trim());
  const wait = Number.isNaN(asked) ? 1000 * 2 ** (attempt - 1) : asked * 1000;
  return Math.min(Math.max(wait, 0), LONGEST_WAIT);
}

function secondsOf(retryAfter: string): number {
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter);
  return luxon().DateTime.fromHTTP(retryAfter).diffNow('seconds').seconds;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
