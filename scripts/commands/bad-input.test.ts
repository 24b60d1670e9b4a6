import { tmpdir } from 'node:os';
import { PackCopy, runCli } from '../testing/pack-copy';

const RULE = 'package-content/rules/exchange/exo-management-role-assignment.yml';
const CASES = 'fixtures/cases/exchange/exo-management-role-assignment.yml';
const PIPELINE = 'package-content/data_stream/audit/elasticsearch/ingest_pipeline/default.yml.hbs';

type Spoil = (pack: PackCopy) => void;
const edit =
  (file: string, search: string | RegExp, replacement: string): Spoil =>
  (pack) =>
    pack.edit(file, search, replacement);

/** What is spoilt, how, the code of the error, where it points, and a word of its advice. */
const table: [string, Spoil, string, RegExp, RegExp][] = [
  [
    'broken YAML',
    edit(RULE, 'name: Exchange', 'name: "Exchange'),
    'YAML_SYNTAX',
    /assignment\.yml:\d+:\d+/,
    /quotes/,
  ],
  [
    'an unknown key',
    edit(RULE, 'version: 1', 'version: 1\nseverty: high'),
    'CONTENT_UNKNOWN_KEY',
    /assignment\.yml:\d+:1/,
    /severity/,
  ],
  ['a missing key', edit(RULE, /^name: .*$/m, ''), 'CONTENT_MISSING_KEY', /assignment\.yml:\d+:\d+/, /name/],
  [
    'an unknown field',
    edit(RULE, 'event.action:', 'event.acton:'),
    'QUERY_UNKNOWN_FIELD',
    /assignment\.yml:\d+:3/,
    /event\.action/,
  ],
  [
    'a KQL syntax error',
    edit(RULE, 'event.outcome:success', 'event.outcome:(success'),
    'KQL_SYNTAX',
    /assignment\.yml:\d+:\d+/,
    /expected/,
  ],
  [
    'and beside or',
    edit(RULE, 'event.outcome:success', 'event.outcome:success or event.outcome:failure'),
    'KQL_MIXED_PRECEDENCE',
    /assignment\.yml:\d+:\d+/,
    /parentheses/,
  ],
  [
    'a list that tenant.yml lacks',
    edit(RULE, 'event.outcome:success', 'user.id: {{any lists.nobody}}'),
    'QUERY_TEMPLATE',
    /assignment\.yml:\d+:\d+/,
    /tenant\.yml/,
  ],
  [
    'an unknown ATT&CK id',
    edit(RULE, 'T1098.003]', 'T1998.003]'),
    'ATTACK_UNKNOWN_ID',
    /assignment\.yml:\d+:\d+/,
    /attack\.mitre\.org/,
  ],
  [
    'an interval that is none',
    edit(RULE, 'version: 1', 'version: 1\ninterval: soon'),
    'CONTENT_INVALID_VALUE',
    /assignment\.yml:\d+:\d+/,
    /duration/,
  ],
  [
    'a window shorter than the interval',
    edit(RULE, 'version: 1', 'version: 1\nfrom: now-2m'),
    'RULE_WINDOW_TOO_SHORT',
    /assignment\.yml:\d+:\d+/,
    /interval/,
  ],
  [
    'max_signals beyond the limit',
    edit(RULE, 'version: 1', 'version: 1\nmax_signals: 20000'),
    'CONTENT_INVALID_VALUE',
    /assignment\.yml:\d+:\d+/,
    /1000/,
  ],
  [
    'an unknown stream beside a known one',
    edit(RULE, 'version: 1', 'version: 1\nstream: [o365.audit, azure.auditlog]'),
    'RULE_UNKNOWN_STREAM',
    /assignment\.yml:\d+:22/,
    /azure\.auditlogs/,
  ],
  [
    'a field of which two streams have another idea',
    (pack) => {
      pack.edit(RULE, 'version: 1', 'version: 1\nstream: [o365.audit, azure.auditlogs]');
      pack.edit(RULE, 'event.outcome:success', 'event.outcome:success and\n  odd.field:1');
      for (const [stream, type] of [
        ['audit', 'keyword'],
        ['auditlogs', 'long'],
      ] as const) {
        const file = `package-content/data_stream/${stream}/fields/odd.yml`;
        pack.write(file, `- name: odd.field\n  type: ${type}\n`);
      }
    },
    'RULE_FIELD_CONFLICT',
    /assignment\.yml:\d+:\d+/,
    /keyword in o365\.audit, long in azure\.auditlogs/,
  ],
  [
    'suppression by an unknown field',
    edit(RULE, 'version: 1', 'version: 1\nsuppression: { group_by: [user.identity] }'),
    'RULE_UNKNOWN_FIELD',
    /assignment\.yml:\d+:\d+/,
    /user\.id/,
  ],
  [
    'finished documents of two streams in one index',
    edit(
      CASES,
      'hits:\n',
      `hits:
  - { id: one, title: one, already: ecs, stream: o365.audit, record: { data_stream: { dataset: odd } } }
  - { id: two, title: two, already: ecs, stream: azure.auditlogs, record: { data_stream: { dataset: odd } } }
`,
    ),
    'CASE_INDEX_OF_TWO_STREAMS',
    /logs-odd-default/,
    /data_stream/,
  ],
  [
    'cases of an unknown rule',
    edit(CASES, /^rule: .*$/m, 'rule: exo-management-role-asignment'),
    'CASE_UNKNOWN_RULE',
    /fixtures.*:\d+:\d+/,
    /exo-management-role-assignment/,
  ],
  [
    'a near miss of an unknown case',
    edit(CASES, /of: role-to-user\n(\s+)changed/, 'of: role-to-usr\n$1changed'),
    'CASE_UNKNOWN_BASE',
    /fixtures.*:\d+:\d+/,
    /role-to-user/,
  ],
  [
    'a patch that does not apply',
    edit(CASES, 'path: /Workload', 'path: /Work/load'),
    'CASE_PATCH_FAILED',
    /fixtures.*:\d+:\d+/,
    /JSON pointer/,
  ],
  [
    'an age that is none',
    edit(CASES, 'ingested: -25m', 'ingested: yesterday'),
    'CONTENT_INVALID_VALUE',
    /fixtures.*:\d+:\d+/,
    /-10m/,
  ],
  [
    'an unknown processor',
    edit(PIPELINE, /- rename:/, '- renam:'),
    'PIPELINE_UNKNOWN_PROCESSOR',
    /default/,
    /rename/,
  ],
  [
    'an unknown Painless method',
    edit(PIPELINE, '.contains(', '.containz('),
    'PAINLESS_UNSUPPORTED',
    /default/,
    /containz/,
  ],
];

describe('bad input ends in exit code 2 and an error that says where, what and how to mend it', () => {
  test.each(table)('%s', (_, spoil, code, place, advice) => {
    using pack = new PackCopy();
    spoil(pack);
    const { exitCode, stdout, stderr } = pack.run('verify');
    expect(stderr).toContain(code);
    expect(stderr).toMatch(place);
    expect(stderr).toMatch(advice);
    expect(stderr).not.toContain('fault of o365-rulepack');
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  });

  test.each([
    ['id', 'RULE_DUPLICATE_ID'],
    ['name', 'RULE_DUPLICATE_NAME'],
  ])('two rules with one %s', (key, code) => {
    using pack = new PackCopy();
    const text = pack.read(RULE);
    const other =
      key === 'id'
        ? text.replace(/^name: .*$/m, 'name: Another')
        : text.replace(/^id: .*$/m, 'id: 00000000-0000-4000-8000-000000000001');
    pack.write('package-content/rules/exchange/exo-another.yml', other);
    const { exitCode, stderr } = pack.run('verify');
    expect(stderr).toContain(code);
    expect(exitCode).toBe(2);
  });

  test.each([
    [['verify', '--rule', 'exo-managment-*'], 'CALL_UNKNOWN_RULE'],
    [['verify', '--tag', 'Tactic: Persistance'], 'CALL_UNKNOWN_TAG'],
    [['verify', '--engine', 'elastic'], 'embedded, local, container, url'],
    [['verify', '--watch', '--engine', 'local'], 'CALL_WATCH_ENGINE'],
    [['explain', '--rule', 'exo-management-role-assignment', 'missing.json'], 'EVENT_UNREADABLE'],
    [['build', '--out', 'fixtures'], 'OUTPUT_IS_SOURCE'],
    [['build', '--out', 'package-content/manifest.yml/dist'], 'OUTPUT_'],
    [['mutate', '--rule', 'nope'], 'CALL_UNKNOWN_RULE'],
    [['coverage', '--engine', 'embedded'], 'local, container, url'],
    [['prove'], 'unknown command'],
  ])('the call %j', (args, code) => {
    using pack = new PackCopy();
    const { exitCode, stderr } = pack.run(...args);
    expect(stderr).toContain(code);
    expect(exitCode).toBe(2);
  });

  test('a folder without a pack', () => {
    const { exitCode, stderr } = runCli(tmpdir(), ['verify']);
    expect(stderr).toContain('PACK_NOT_FOUND');
    expect(exitCode).toBe(2);
  });
});
