import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { loadCases } from '../cases';
import { loadPack } from '../content';
import { loadDocuments, readProofs } from '../coverage';
import { comparePages } from './compare-pages';
import { rulePages } from './rule-pages';

const root = resolve(__dirname, '..', '..');
const pack = loadPack(root);
const sources = { cases: loadCases(pack), documents: loadDocuments(pack), proofs: readProofs(root) };
const pages = rulePages(pack, sources);

function page(path: string): string {
  const text = pages.get(`docs/rules/${path}.md`);
  if (text === undefined) throw new Error(`no page ${path}`);
  return text;
}

/** A section of a page, from its heading to the next of the same or a higher level. */
function section(text: string, heading: string): string {
  const level = /^#+/.exec(heading)?.[0].length ?? 0;
  const start = text.indexOf(`\n${heading}\n`);
  expect(start).toBeGreaterThan(0);
  const rest = text.slice(start + heading.length + 2);
  return rest.split(new RegExp(`^#{1,${level}} `, 'm'))[0] ?? '';
}

test('docs/rules/ is what npm run pages writes', () => {
  const found = new Map(
    readdirSync(join(root, 'docs', 'rules'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => [`docs/rules/${name}`, readFileSync(join(root, 'docs', 'rules', name), 'utf8')]),
  );
  expect(comparePages(pages, found)).toEqual({ stale: [], missing: [], superfluous: [] });
});

test('pages come out the same when they are made again', () => {
  expect(rulePages(loadPack(root), sources)).toEqual(pages);
});

test('pages link to nothing but each other and the web, so that they can be moved together', () => {
  for (const [path, text] of pages) {
    const targets = Array.from(text.matchAll(/\]\(([^)#\s]+)/g), ([, target = '']) => target);
    const local = targets.filter((target) => !target.startsWith('https://'));
    expect(local.filter((target) => !pages.has(join(dirname(path), target)))).toEqual([]);
  }
});

test('every rule has a page, and every case of it stands there once', () => {
  for (const rule of pack.rules) {
    const proof = section(page(`${rule.service}/${rule.slug}`), '## Proof');
    const shown = Array.from(proof.matchAll(/\| `([^`]+)` \|$/gm), ([, id]) => id).sort();
    const cases = sources.cases.filter((one) => one.rule.slug === rule.slug).map(({ id }) => id);
    expect(shown).toEqual(cases.sort());
  }
});

describe('the page of a rule', () => {
  test.each([
    ['query', 'exchange/exo-inbox-rule-hides-messages', 'Each event', false],
    ['query', 'exchange/exo-inbox-rule-hides-messages', 'one alert in 24 hours for the same `user.id`', true],
    ['query', 'exchange/exo-inbox-rule-hides-messages', 'events that arrived in the last 30 minutes', true],
    ['query', 'exchange/exo-inbox-rule-hides-messages', '| medium, risk score 47 |', true],
    ['query', 'exchange/exo-inbox-rule-hides-messages', 'That takes a Platinum licence', true],
    ['query', 'exchange/exo-management-role-assignment', 'Each event that matches is an alert.', true],
    [
      'threshold',
      'exchange/exo-mailbox-permission-bulk-grants',
      'One alert for each `user.id` with 10 or more matching events in the window, among them at least 5 different values of `o365.audit.ObjectId`.',
      true,
    ],
    ['threshold', 'exchange/exo-mailbox-permission-bulk-grants', '### What this rule counts', true],
    [
      'threshold',
      'exchange/exo-mass-mail-sent',
      'events that happened between 2 hours 30 minutes and 90 minutes ago (`now-150m` to `now-90m`)',
      true,
    ],
    [
      'new terms',
      'exchange/exo-first-send-as',
      'One alert for each combination of `user.id` and `o365.audit.SendAsUserSmtp` that no matching event of the last 14 days had',
      true,
    ],
    [
      'EQL',
      'entra/m365-login-failures-then-success',
      'One alert for each sequence of 6 events in the order of the query, within 15 minutes, with the same `user.id` and `source.ip`.',
      true,
    ],
    [
      'EQL',
      'entra/m365-login-failures-then-success',
      '| not run: the build that was tested has no EQL |',
      true,
    ],
    [
      'EQL',
      'exchange/exo-mailbox-permission-recently-created-account',
      'with `user.target.id` = `o365.audit.Parameters.User`',
      true,
    ],
    [
      'ES|QL',
      'collector/m365-collector-silent',
      '| embedded | not run: the embedded engine has no ES\\|QL |',
      true,
    ],
    [
      'ES|QL',
      'collector/m365-collector-silent',
      'verify -- --rule m365-collector-silent --engine container',
      true,
    ],
    ['building block', 'pim/pim-activation-completed', '| Building block | yes', true],
    ['tenant list', 'exchange/exo-mailbox-fullaccess-executive-or-finance', '`vip_mailboxes` of', true],
    ['tenant list', 'exchange/exo-mailbox-fullaccess-executive-or-finance', '*treasury*', true],
    ['pipeline', 'exchange/exo-mailbox-permission-off-hours', 'by `office_hours` of', true],
    [
      'another rule',
      'exchange/exo-first-send-as',
      '[exo-first-send-on-behalf](../exchange/exo-first-send-on-behalf.md)',
      true,
    ],
  ])('%s: %s says “%s”: %s', (_, path, text, says) => {
    expect(page(path).includes(text)).toBe(says);
  });

  test('parts near misses by what they change, and names the clause that is false', () => {
    const proof = section(page('exchange/exo-inbox-rule-hides-messages'), '## Proof');
    expect(section(proof, '### Near misses')).toContain(
      '| `o365.audit.Parameters.MarkAsRead` | False | `marks-as-read` | `marks-not` |',
    );
    expect(section(proof, '### Time and number')).toContain(
      '| `from`: the late record arrived 31 minutes ago | none | `late-arrival` | `too-late` |',
    );
  });

  test('has no markup in the titles of cases', () => {
    expect(page('exchange/exo-mailbox-fullaccess-executive-or-finance')).toContain('tells: \\*/ceo. |');
  });
});

describe('every page', () => {
  test.each([...pages])('%s is well-formed', (_, text) => {
    const prose = text.replace(/^(```+)[^\n]*\n[\s\S]*?^\1$/gm, '');
    expect(prose).not.toContain('```');
    expect(prose.match(/^# /gm)).toHaveLength(1);
    expect(prose.match(/<details>/g) ?? []).toHaveLength(prose.match(/<\/details>/g)?.length ?? 0);
    const levels = Array.from(prose.matchAll(/^(#+) /gm), ([, marks = '']) => marks.length);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
    const columns = (line: string): number => line.match(/(?<!\\)\|/g)?.length ?? 0;
    for (const [table] of prose.matchAll(/(?:^\|.*\n)+/gm))
      expect(new Set(table.trimEnd().split('\n').map(columns)).size).toBe(1);
    expect(text).not.toMatch(/undefined|\[object|\{\{|\n{3}/);
    expect(text.startsWith('<!-- Generated by')).toBe(true);
    expect(text.endsWith('\n')).toBe(true);
  });
});
