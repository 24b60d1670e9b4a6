import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';

const RULE = 'exo-management-role-assignment';

/**
 * A checkout in a temporary folder with as many rules as asked, each of 5 clauses and with 10 cases (5 hits, 5 near
 * misses): copies of the first rule, each for an operation of its own. The caller removes it.
 */
export function syntheticPack(root: string, rules: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'rulepack-synthetic-'));
  cpSync(join(root, 'package-content'), join(folder, 'package-content'), {
    recursive: true,
    filter: (path) => !/[\\/]rules[\\/]./.test(path),
  });
  const ruleFolder = join(folder, 'package-content', 'rules', 'exchange');
  const caseFolder = join(folder, 'fixtures', 'cases', 'exchange');
  mkdirSync(ruleFolder, { recursive: true });
  mkdirSync(caseFolder, { recursive: true });
  const rule = readFileSync(join(root, 'package-content', 'rules', 'exchange', `${RULE}.yml`), 'utf8');
  const cases = load(readFileSync(join(root, 'fixtures', 'cases', 'exchange', `${RULE}.yml`), 'utf8')) as {
    hits: { id: string; already?: string; record: object }[];
  };
  const raw = cases.hits.find(({ already }) => already === undefined)?.record;
  const ecs = cases.hits.find(({ already }) => already === 'ecs')?.record;
  if (!raw || !ecs) throw new Error(`${RULE} has no raw hit or none in ECS form`);
  for (let number = 0; number < rules; number++) {
    const slug = `synthetic-${number}`;
    const operation = `New-Synthetic${number}`;
    const text = rule
      .replace(/^id: .*$/m, `id: 00000000-0000-4000-8000-${String(number).padStart(12, '0')}`)
      .replace(/^name: .*$/m, `name: Synthetic rule ${number}`)
      .replace(/^query: .*\n(?: .*\n)+/m, queryOf(operation));
    writeFileSync(join(ruleFolder, `${slug}.yml`), text);
    writeFileSync(
      join(caseFolder, `${slug}.yml`),
      dump(syntheticCases(slug, operation, raw, ecs), { noRefs: true }),
    );
  }
  return folder;
}

function queryOf(operation: string): string {
  return [
    'query: |',
    '  event.dataset: "o365.audit" and event.provider: "Exchange" and event.category: "web" and',
    `  event.action: "${operation}" and event.outcome: "success"`,
    '',
  ].join('\n');
}

function syntheticCases(rule: string, operation: string, raw: object, ecs: object): object {
  const event = (ecs as { event: object }).event;
  const replace = (path: string, value: unknown): object[] => [{ op: 'replace', path, value }];
  return {
    rule,
    hits: [
      { id: 'raw', title: 'raw', record: { ...raw, Operation: operation } },
      { id: 'ecs', title: 'ecs', already: 'ecs', record: { ...ecs, event: { ...event, action: operation } } },
      { id: 'late', title: 'late', of: 'raw', at: '-60m', ingested: '-25m' },
      { id: 'twice', title: 'twice', events: [{ of: 'raw', repeat: 2, same_id: true }] },
      { id: 'runs', title: 'runs', of: 'raw', runs: ['-5m', '0m'] },
    ],
    near_misses: [
      { id: 'dataset', of: 'ecs', changed: 'event.dataset', patch: replace('/event/dataset', 'o365.other') },
      { id: 'category', of: 'ecs', changed: 'event.category', patch: replace('/event/category', ['file']) },
      { id: 'provider', of: 'raw', changed: 'event.provider', patch: replace('/Workload', 'Other') },
      { id: 'action', of: 'raw', changed: 'event.action', patch: replace('/Operation', 'Other') },
      { id: 'outcome', of: 'raw', changed: 'event.outcome', patch: replace('/ResultStatus', 'False') },
    ],
  };
}
