import pc from 'picocolors';
import type { ImportOutcome, RuleOutcome, RuleState } from '../kibana';
import { problemsText } from './problems';

const WORDS: Readonly<Record<RuleState['kind'], string>> = {
  imported: 'imported',
  exists: 'exists already',
  failed: 'failed',
  unknown: 'not known',
  'not sent': 'not sent',
};

const COLUMN = Math.max(...Object.values(WORDS).map((word) => word.length));

/** What Kibana answered for each rule, what else went wrong, and a line that counts. */
export function importText(outcome: ImportOutcome): string {
  const { rules, errors, warnings, refusal, unchanged } = outcome;
  const lines = rules.map(ruleText);
  for (const { what, status, message } of errors) {
    lines.push(`${pc.red('error')}  ${what}: ${status === undefined ? '' : `${status} `}${message}`);
  }
  lines.push(...warnings.map((warning) => `${pc.yellow('warning')}  ${warning}`));
  if (refusal) lines.push('', problemsText([refusal.problem]));
  const same = unchanged > 0 ? ` (${unchanged} of them as they were)` : '';
  lines.push('', `${countsText(rules)}${same}`);
  if (rules.some(({ state }) => state.kind === 'exists')) {
    lines.push(
      'Rules that exist already are left as they are; --overwrite replaces them by those of the pack.',
    );
  }
  if (rules.some(({ state }) => state.kind === 'unknown')) {
    lines.push(
      'Of rules that are “not known” the answer does not tell; look into Kibana, or import again with --overwrite.',
    );
  }
  return lines.join('\n');
}

/** The same for programs. */
export function importJson({ rules, errors, warnings, refusal, unchanged }: ImportOutcome): string {
  const value = {
    counts: Object.fromEntries(counts(rules)),
    unchanged,
    rules: rules.map(({ rule, state }) => ({
      rule_id: rule.id,
      name: rule.name,
      version: rule.version,
      ...state,
    })),
    errors,
    warnings,
    refusal: refusal?.problem,
  };
  return JSON.stringify(value, null, 2);
}

function ruleText({ rule, state }: RuleOutcome): string {
  const word = WORDS[state.kind].padEnd(COLUMN);
  const version = rule.version === undefined ? '' : ` v${rule.version}`;
  const message = 'message' in state ? `\n${' '.repeat(COLUMN + 2)}${state.status}: ${state.message}` : '';
  return `${colour(state)(word)}  ${rule.name}${version} ${pc.dim(rule.id)}${message}`;
}

function colour({ kind }: RuleState): (text: string) => string {
  if (kind === 'imported') return pc.green;
  return kind === 'failed' ? pc.red : pc.yellow;
}

function counts(rules: readonly RuleOutcome[]): [string, number][] {
  const kinds = Object.keys(WORDS) as RuleState['kind'][];
  const count = (kind: string): number => rules.filter(({ state }) => state.kind === kind).length;
  return kinds
    .map((kind): [string, number] => [kind, count(kind)])
    .filter(([kind, number]) => number > 0 || kind === 'imported');
}

function countsText(rules: readonly RuleOutcome[]): string {
  const parts = counts(rules).map(([kind, number]) => `${number} ${WORDS[kind as RuleState['kind']]}`);
  return `${rules.length} ${rules.length === 1 ? 'rule' : 'rules'}: ${parts.join(', ')}`;
}
