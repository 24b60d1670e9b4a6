import { code, markdownTable, plainText } from '../base/markdown';
import type { ProofCase } from '../cases';
import type { Rule } from '../content';
import type { RecordedProofs } from '../coverage';
import { caseSections } from './case-sections';
import { provenOn } from './proven-on';

/** Lists that are longer are folded. */
const OPEN_ROWS = 8;

/** What a rule was tested with and where. */
export function proofSection(rule: Rule, cases: readonly ProofCase[], proofs: RecordedProofs): string {
  const { hits, nearMisses, schedule } = caseSections(cases);
  return [
    '## Proof',
    `${cases.length} cases in ${code(casesFile(rule))}, each raw as it is delivered: on the hits the rule must alert, as often as stated, and on the near misses it must stay silent.`,
    provenOn(rule, proofs),
    caseList('Hits', 'hits', hitTable(hits), hits.length),
    caseList('Near misses', 'near misses', nearMissTable(nearMisses), nearMisses.length),
    caseList('Time and number', 'cases', scheduleTable(schedule), schedule.length),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Where the cases of a rule stand, below the root. */
export function casesFile({ service, slug }: Rule): string {
  return `fixtures/cases/${service}/${slug}.yml`;
}

function caseList(heading: string, what: string, table: string, rows: number): string {
  if (rows === 0) return '';
  if (rows <= OPEN_ROWS) return `### ${heading}\n\n${table}`;
  return `### ${heading}\n\n<details>\n<summary>${rows} ${what}</summary>\n\n${table}\n\n</details>`;
}

function hitTable(hits: readonly ProofCase[]): string {
  return markdownTable(
    ['it alerts on', 'events', 'alerts', 'case'],
    hits.map(({ id, title, records, expectedAlerts }) => [
      plainText(title),
      String(records.length),
      String(expectedAlerts),
      code(id),
    ]),
  );
}

function nearMissTable(misses: readonly ProofCase[]): string {
  return markdownTable(
    ['false clause', 'what is changed', 'otherwise like', 'case'],
    misses.map((miss) => [...changeCells(miss), code(miss.of ?? ''), code(miss.id)]),
  );
}

function scheduleTable(cases: readonly ProofCase[]): string {
  return markdownTable(
    ['what happens', 'alerts', 'otherwise like', 'case'],
    cases.map((one) => [
      one.kind === 'hit'
        ? plainText(one.title)
        : changeCells(one)
            .filter((cell) => cell !== '')
            .join(': '),
      one.expectedAlerts === 0 ? 'none' : String(one.expectedAlerts),
      one.of === undefined ? '' : code(one.of),
      code(one.id),
    ]),
  );
}

/** The clause that a near miss names before its colon, and what makes it false. */
function changeCells({ title }: ProofCase): [clause: string, change: string] {
  const [, clause, change] = /^([^:]+): (.*)$/s.exec(title) ?? [];
  if (clause === undefined || change === undefined) return ['', plainText(title)];
  return [clause.split(', ').map(clauseText).join(', '), plainText(change)];
}

/** Keys of a rule that a near miss may name for its clause. */
const RULE_KEYS = ['from', 'to', 'maxspan', 'until', 'with runs'];

/** Names of fields and keys as code, other words as words: “by `user.id`”. */
function clauseText(clause: string): string {
  if (RULE_KEYS.includes(clause)) return code(clause);
  return clause
    .split(/(@?\w+(?:[._][\w*]+)+|@\w+)/)
    .map((part, index) => (index % 2 === 1 ? code(part) : plainText(part)))
    .join('');
}
