import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { loadPack } from '../content';
import { applyEdits, editsByFile } from './fix';
import { lintPack } from './lint-pack';

const ROOT = resolve(__dirname, '..', '..');
const good = readFileSync(join(ROOT, 'fixtures', 'lint', 'good.yml'), 'utf8');

describe('applyEdits', () => {
  test('makes changes at their places, whatever their order', () => {
    const edits = [
      { start: 6, end: 9, text: 'two' },
      { start: 0, end: 3, text: 'one' },
    ];
    expect(applyEdits('abc - def.', edits)).toBe('one - two.');
  });

  test('leaves a change that overlaps another to the next round', () => {
    const edits = [
      { start: 0, end: 5, text: 'A' },
      { start: 3, end: 6, text: 'B' },
    ];
    expect(applyEdits('abcdef', edits)).toBe('Af');
  });

  test('inserts', () => {
    expect(applyEdits('bc', [{ start: 0, end: 0, text: 'a' }])).toBe('abc');
  });
});

/** The rules after one round of --fix; the pack is loaded once, so each gets an id and a name of its own meanwhile. */
function mendedAll(texts: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'lint-fix-'));
  const mark = (index: number): [own: string, marked: string][] => [
    ['0a-3f1f0c6a7e21', `0a-3f1f0c6a7e${index + 50}`],
    ['permission granted', `permission ${index} granted`],
  ];
  try {
    const files = texts.map((text, index) => {
      const path = join(folder, `rule-${index}.yml`);
      writeFileSync(
        path,
        mark(index).reduce((result, [own, marked]) => result.replace(own, marked), text),
      );
      return path;
    });
    const edits = editsByFile(lintPack(loadPack(ROOT, files)));
    return files.map((path, index) => {
      const own = [...edits].find(([file]) => basename(file) === basename(path))?.[1] ?? [];
      const text = applyEdits(readFileSync(path, 'utf8'), own);
      return mark(index).reduce((result, [before, marked]) => result.replace(marked, before), text);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const LINK = 'https://attack.mitre.org/techniques/T1098/002/';

const oneRound: [what: string, right: string, wrong: string][] = [
  ['nothing', LINK, LINK],
  ['a name that begins small', 'name: Mailbox', 'name: mailbox'],
  ['a full stop behind the name', 'granted\ndescription', 'granted.\ndescription'],
  ['a default', 'use_case:', 'severity: medium\nuse_case:'],
  ['trailing blanks', 'version: 1\n', 'version: 1  \n'],
  ['Windows line ends', 'version: 1\nstatus: documented\n', 'version: 1\r\nstatus: documented\r\n'],
  ['a missing line feed', 'must be on.\n', 'must be on.'],
  ['a missing schema', good.split('\n')[0] ?? '', '# A rule.'],
  ['another schema', 'rule.schema.json', 'cases.schema.json'],
  ['two blanks', 'rights to a', 'rights  to a'],
  ['a blank before a comma', 'somebody else, which', 'somebody else , which'],
  ['ATT&CK’s link', LINK, 'https://attack.mitre.org/techniques/T1098.002'],
  ['a link that is not https', LINK, 'http://attack.mitre.org/techniques/T1098/002/'],
];
const afterOneRound = mendedAll(oneRound.map(([, right, wrong]) => good.replace(right, wrong)));

test.each(oneRound.map(([what, , wrong], index) => [what, wrong, index] as const))(
  '%s is mended, and nothing else is touched',
  (what, _, index) => {
    const expected = what === 'a missing schema' ? good.replace('\n', '\n# A rule.\n') : good;
    expect(afterOneRound[index]).toBe(expected);
  },
);

test('a key out of order is moved with its comment', () => {
  const lines = '# The first.\nversion: 1\nstatus: documented\n';
  const bad = good.replace('version: 1\nstatus: documented\n', '').replace('\nsetup:', `\n${lines}\nsetup:`);
  const [fixed = ''] = mendedAll([bad]);
  expect(fixed).toContain('read or send mail.\n\n# The first.\nversion: 1\nstatus: documented\nuse_case:');
  expect(fixed.split('\n').sort()).toEqual(bad.split('\n').sort());
});

test('a link with several mistakes takes several rounds', () => {
  const links = [
    ['https://learn.microsoft.com/de-de/a?view=o365-worldwide', 'https://learn.microsoft.com/en-us/a'],
    ['http://docs.microsoft.com/a', 'https://learn.microsoft.com/en-us/a'],
  ] as const;
  let texts = links.map(([wrong]) => good.replace(LINK, wrong));
  for (let round = 0; round < 2; round++) texts = mendedAll(texts);
  expect(texts).toEqual(links.map(([, right]) => good.replace(LINK, right)));
});
