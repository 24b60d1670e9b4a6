import { ContentError } from '../base/errors';
import type { Problem } from '../base/errors';
import { PackCopy } from '../testing/pack-copy';
import { loadPack } from './load-pack';

const EQL = 'exchange/exo-mailbox-permission-recently-created-account';
const ESQL = 'collector/m365-collector-silent';
const RULES = 'package-content/rules';

/** The rule that is spoilt, how, the code of the error, and what stands in the line to which it points. */
const table: [string, string, string, string, string, string][] = [
  ['a syntax error', EQL, 'event.action ==', 'event.action =', 'EQL_SYNTAX', 'event.action ='],
  ['an unknown field', EQL, 'event.action', 'event.acton', 'QUERY_UNKNOWN_FIELD', 'event.acton'],
  [
    'an unknown join key',
    EQL,
    'user.target.id',
    'user.target.guid',
    'QUERY_UNKNOWN_FIELD',
    'user.target.guid',
  ],
  ['a value of the wrong type', EQL, '== "added-user-account"', '== 5', 'EQL_VALUE_TYPE', 'sequence'],
  ['keys of two types', EQL, 'by user.target.id', 'by source.ip', 'EQL_KEY_TYPE', 'sequence'],
  ['a list that tenant.yml lacks', EQL, '"added-user-account"', '{{lists.no}}', 'QUERY_TEMPLATE', 'sequence'],
  [
    'a window as long as maxspan',
    EQL,
    'from: now-171h',
    'from: now-7d',
    'RULE_WINDOW_SHORTER_THAN_MAXSPAN',
    'from',
  ],
  ['no maxspan', EQL, 'sequence with maxspan=7d', 'sequence', 'RULE_WINDOW_SHORTER_THAN_MAXSPAN', 'from'],
  [
    'a field that nothing maps yet',
    EQL,
    '("NT AUTHORITY*", "NT SERVICE*")',
    '"x" and not o365.audit.ModifiedProperties.Odd.NewValue == "y"',
    'EQL_FIELD_NOT_MAPPED',
    'Odd',
  ],
  ['ES|QL without from', ESQL, 'from logs-o365_rulepack.collector-*', 'row a = 1', 'ESQL_NO_SOURCE', 'row'],
  [
    'ES|QL that reads elsewhere',
    ESQL,
    'from logs-o365_rulepack.collector-*',
    'from logs-*',
    'ESQL_STRANGE_INDEX',
    'from logs-*',
  ],
  [
    'ES|QL that cannot tell events apart',
    ESQL,
    '| stats last_heartbeat = max(event.ingested) by o365.collector.id',
    '',
    'ESQL_NO_IDENTITY',
    'from logs',
  ],
  [
    'an unknown field in ES|QL',
    ESQL,
    'max(event.ingested)',
    'max(event.arrived)',
    'QUERY_UNKNOWN_FIELD',
    'event.arrived',
  ],
];

const fileOf = (rule: string, number: number): string => `${RULES}/${rule}-${number}.yml`;

/** The problems of a pack that holds the rules spoilt in all these ways. */
function problems(): readonly Problem[] {
  using pack = new PackCopy([EQL, ESQL]);
  table.forEach(([, rule, search, replacement], number) => {
    pack.write(fileOf(rule, number), pack.read(`${RULES}/${rule}.yml`));
    pack.edit(fileOf(rule, number), search, replacement);
  });
  try {
    loadPack(pack.root);
  } catch (error) {
    if (error instanceof ContentError) return error.problems;
    throw error;
  }
  return [];
}

describe('a wrong rule in EQL or ES|QL is refused, with its place', () => {
  const found = problems();

  test.each(table.map(([what, rule, , , code, line], number) => [what, fileOf(rule, number), code, line]))(
    '%s',
    (_, file, code, line) => {
      const problem = found.find((one) => one.code === code && one.location?.file === file);
      expect(problem?.excerpt).toContain(line);
      expect(problem?.hint ?? '').not.toBe('');
    },
  );
});
