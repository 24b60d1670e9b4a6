import { resolve } from 'node:path';
import { loadPack } from '../content';
import { indexPage } from './index-page';

const pack = loadPack(resolve(__dirname, '..', '..'));
const [first, second] = pack.rules.map(({ slug }) => slug);
const page = indexPage(pack, [
  {
    document: 'A | guide',
    rows: [
      { part: 'Table 1', what: 'rows * with markup', rules: [first ?? '', second ?? ''] },
      { what: 'a price list', not_detectable: 'It is no event.' },
    ],
  },
]);

/** The rules that a section links to, by slug, each as often as it stands there. */
function linked(heading: string): string[] {
  const part = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
  return Array.from(part.matchAll(/\]\(\w+\/([\w-]+)\.md\)/g), ([, slug = '']) => slug).sort();
}

describe('the index', () => {
  const slugs = pack.rules.map(({ slug }) => slug).sort();

  test.each(['All rules', 'By service'])('%s has every rule once', (heading) => {
    expect(linked(heading)).toEqual(slugs);
  });

  test('By tactic has every rule under each of its techniques', () => {
    const wanted = pack.rules.flatMap(({ slug, threat }) =>
      threat.flatMap(({ techniques }) => Array.from({ length: techniques.length || 1 }, () => slug)),
    );
    expect(linked('By tactic and technique')).toEqual(wanted.sort());
  });

  test('By document has the rules of a row, and all that stand in none', () => {
    expect(linked('By document')).toEqual(slugs);
    expect(page).toContain(`### In no document (${slugs.length - 2})`);
  });

  test('says why a row has no rule, and escapes what documents say', () => {
    expect(page).toContain('|  | a price list | no event shows it: It is no event. |');
    expect(page).toContain('### A \\| guide');
    expect(page).toContain('| rows \\* with markup |');
  });
});
