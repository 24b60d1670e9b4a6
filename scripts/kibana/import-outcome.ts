import type { ImportAnswer, ImportError } from './import-answer';
import type { ImportFile, RuleLine } from './import-file';

/** What became of one rule. */
export type RuleState =
  | { readonly kind: 'imported' }
  /** A rule of that id is there already, and it was not to be overwritten. */
  | { readonly kind: 'exists' | 'failed'; readonly status: number; readonly message: string }
  /** Kibana gave no answer from which it can be told; it may be imported or not. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'not sent' };

export interface RuleOutcome {
  readonly rule: RuleLine;
  readonly state: RuleState;
}

/** A fault that is no one rule's: of an exception list, a connector, or of the answer itself. */
export interface GeneralError {
  readonly what: string;
  readonly status?: number | undefined;
  readonly message: string;
}

export interface PartOutcome {
  readonly rules: readonly RuleOutcome[];
  readonly errors: readonly GeneralError[];
  readonly warnings: readonly string[];
  readonly unchanged: number;
}

/** Tells from Kibana's answer what became of every rule of a part; believes counts and lists only where they agree. */
export function partOutcome(part: ImportFile, answer: ImportAnswer): PartOutcome {
  const own = new Map<string, ImportError>();
  const errors: GeneralError[] = [];
  const ids = new Set(part.rules.map(({ id }) => id));
  for (const error of answer.errors) {
    const id = error.rule_id ?? error.id ?? '';
    if (ids.has(id)) own.set(id, own.get(id) ?? error);
    else errors.push(generalError('a rule', error));
  }
  errors.push(...answer.exceptions_errors.map((error) => generalError('an exception', error)));
  errors.push(...answer.action_connectors_errors.map((error) => generalError('a connector', error)));
  errors.push(...contradictions(part, answer, errors.length + own.size));

  const certain = answer.success_count === part.rules.length - own.size;
  const rules = part.rules.map((rule): RuleOutcome => {
    const error = own.get(rule.id);
    if (error === undefined) return { rule, state: { kind: certain ? 'imported' : 'unknown' } };
    const { status_code: status, message } = error.error;
    return { rule, state: { kind: status === 409 ? 'exists' : 'failed', status, message } };
  });
  const warnings = answer.action_connectors_warnings.map(({ message }) => message);
  return { rules, errors, warnings, unchanged: answer.unchanged_count ?? 0 };
}

function generalError(what: string, { id, rule_id, list_id, item_id, error }: ImportError): GeneralError {
  const name = [rule_id ?? id, list_id, item_id].filter((one) => one !== undefined).join(' ');
  return {
    what: name === '' ? what : `${what} (${name})`,
    status: error.status_code,
    message: error.message,
  };
}

/** An answer that says failure without an error, or counts other than what was sent, is a failure too. */
function contradictions({ rules }: ImportFile, answer: ImportAnswer, known: number): GeneralError[] {
  const found: GeneralError[] = [];
  const say = (message: string): number => found.push({ what: 'the answer', message });
  const read = answer.rules_count ?? rules.length;
  if (read !== rules.length) say(`Kibana read ${read} rules where ${rules.length} were sent`);
  if (known === 0) {
    if (!answer.success) say('it says success: false and names no error');
    if (!answer.exceptions_success) say('it says exceptions_success: false and names no error');
    if (!answer.action_connectors_success) say('it says action_connectors_success: false and names no error');
    if (answer.success_count !== rules.length)
      say(
        `it counts ${answer.success_count} rules as imported where ${rules.length} were sent, and names no error`,
      );
  }
  return found;
}
