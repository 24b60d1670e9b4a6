import { PackCopy } from '../testing/pack-copy';

const RULE = 'package-content/rules/exchange/exo-management-role-assignment.yml';
const CASES = 'fixtures/cases/exchange/exo-management-role-assignment.yml';
const SUPPRESSED = 'package-content/rules/exchange/exo-inbox-rule-hides-messages.yml';
const SEQUENCE = 'package-content/rules/exchange/exo-mailbox-permission-recently-created-account.yml';
const THRESHOLD = 'package-content/rules/entra/m365-login-bruteforce.yml';
const DOCUMENTS = 'package-content/reference/documents.yml';
const EQUIVALENT = 'fixtures/mutants/equivalent.yml';

type Spoil = (pack: PackCopy) => void;
const edit =
  (file: string, search: string | RegExp, replacement: string): Spoil =>
  (pack) =>
    pack.edit(file, search, replacement);

const declared = (of: string): string =>
  `- { of: ${of}, mutant: 'event.outcome:success: dropped', reason: Nobody ever fails at it. }\n`;

/** What is spoilt, the rules, how, the call, the code, the place, the advice. */
const table: [string, string[], Spoil, string[], string, RegExp, RegExp][] = [
  [
    'an EQL syntax error',
    ['exo-mailbox-permission-recently-created-account'],
    edit(SEQUENCE, 'event.action == "added', 'event.action = "added'),
    ['verify'],
    'EQL_SYNTAX',
    /account\.yml:\d+:20/,
    /==/,
  ],
  [
    'an EQL field that no stream declares',
    ['exo-mailbox-permission-recently-created-account'],
    edit(SEQUENCE, 'by user.target.id', 'by user.target.idd'),
    ['verify'],
    'QUERY_UNKNOWN_FIELD',
    /account\.yml:\d+:38/,
    /user\.target\.id”/,
  ],
  [
    'suppression by nothing',
    ['exo-inbox-rule-hides-messages'],
    edit(SUPPRESSED, 'group_by: [user.id], ', ''),
    ['verify'],
    'CONTENT_MISSING_KEY',
    /messages\.yml:\d+:14/,
    /suppression\.group_by/,
  ],
  [
    'suppression of a threshold rule without a duration',
    ['m365-login-bruteforce'],
    edit(THRESHOLD, /^version: .*$/m, 'version: 1\nsuppression: {}'),
    ['verify'],
    'CONTENT_MISSING_KEY',
    /bruteforce\.yml:\d+:14/,
    /suppression\.duration/,
  ],
  [
    'a case of an unknown stream',
    ['exo-management-role-assignment'],
    edit(CASES, 'hits:\n', 'hits:\n  - { id: one, title: one, stream: o365.odit, record: {} }\n'),
    ['verify'],
    'CASE_UNKNOWN_STREAM',
    /assignment\.yml:\d+:5/,
    /o365\.audit”/,
  ],
  [
    'a row of a misspelt rule',
    ['exo-management-role-assignment'],
    (pack) =>
      pack.write(
        DOCUMENTS,
        '- document: one\n  rows: [{ what: a row, rules: [exo-managment-role-assignment] }]\n',
      ),
    ['coverage'],
    'COVERAGE_UNKNOWN_RULE',
    /documents\.yml:2:\d+/,
    /exo-management-role-assignment/,
  ],
  [
    'a record of the proofs that somebody edited',
    ['exo-management-role-assignment'],
    (pack) => {
      pack.write(DOCUMENTS, '[]\n');
      pack.edit('docs/coverage.json', '"embedded": "proven"', '"embedded": "yes"');
    },
    ['coverage', '--check'],
    'CONTENT_INVALID_VALUE',
    /coverage\.json:\d+:\d+/,
    /not_run/,
  ],
  [
    'an equivalent mutant that dies',
    ['exo-management-role-assignment'],
    (pack) => pack.write(EQUIVALENT, declared('exo-management-role-assignment')),
    ['mutate', '--rule', 'exo-management-role-assignment'],
    'MUTANT_NOT_EQUIVALENT',
    /equivalent\.yml:1:\d+/,
    /take the entry away/,
  ],
  [
    'an equivalent mutant of no rule',
    ['exo-management-role-assignment'],
    (pack) => pack.write(EQUIVALENT, declared('exo-managment-role-assignment')),
    ['mutate', '--rule', 'exo-management-role-assignment'],
    'MUTANT_OF_NOTHING',
    /equivalent\.yml:1:\d+/,
    /exo-management-role-assignment/,
  ],
  [
    'mutants of a rule that fails a case as it stands',
    ['exo-management-role-assignment'],
    edit(RULE, '"New-ManagementRoleAssignment"', '"New-ManagementRole"'),
    ['mutate', '--rule', 'exo-management-role-assignment'],
    'MUTATE_UNPROVEN_RULE',
    /cases\/exchange\/exo-management-role-assignment\.yml:\d+:\d+/,
    /npm run verify/,
  ],
];

describe('bad input to EQL, suppression, coverage and mutants', () => {
  test.each(table)('%s', (_, slugs, spoil, args, code, place, advice) => {
    using pack = new PackCopy(slugs);
    spoil(pack);
    const { exitCode, stdout, stderr } = pack.run(...args);
    expect(stderr).toContain(code);
    expect(stderr).toMatch(place);
    expect(stderr).toMatch(advice);
    expect(stderr).not.toContain('fault of o365-rulepack');
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  });

  test('a page that is out of date fails the check and stays as it is', () => {
    using pack = new PackCopy();
    pack.write(
      DOCUMENTS,
      '- document: one\n  rows: [{ what: a row, rules: [exo-management-role-assignment] }]\n',
    );
    pack.write('docs/coverage.md', 'old\n');
    const { exitCode, stdout } = pack.run('coverage', '--check');
    expect(stdout).toContain('out of date docs/coverage.md: run npm run coverage');
    expect(pack.read('docs/coverage.md')).toBe('old\n');
    expect(exitCode).toBe(1);
  });

  test('a hit that lies where the rule does not look says so', () => {
    using pack = new PackCopy();
    pack.edit(
      CASES,
      'hits:\n',
      'hits:\n  - { id: one, title: one, already: ecs, record: { data_stream: { dataset: odd } } }\n',
    );
    const { exitCode, stdout } = pack.run('verify');
    expect(stdout).toMatch(/lies in logs-odd-default, but the rule looks in .*data_stream/);
    expect(exitCode).toBe(1);
  });
});
