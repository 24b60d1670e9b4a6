import { ContentError } from '../base/errors';
import { PackCopy } from '../testing/pack-copy';
import { loadPack } from './load-pack';
import type { Pack } from './pack';

const OLD = 'exo-management-role-assignment';
const OTHER = 'exo-inbox-rule-hides-messages';

/** The pack with one rule deprecated by the given block, in YAML flow style. */
function loadDeprecated(block: string): Pack {
  using pack = new PackCopy([OLD, OTHER]);
  pack.edit(`package-content/rules/exchange/${OLD}.yml`, /^status: /m, `deprecated: ${block}\nstatus: `);
  return loadPack(pack.root);
}

describe('a deprecated rule', () => {
  const { rules } = loadDeprecated(`{ since: 0.2.0, reason: It was noise., replaced_by: ${OTHER} }`);
  const old = rules.find(({ slug }) => slug === OLD)!;
  const other = rules.find(({ slug }) => slug === OTHER)!;

  test('says so in its name and its tags, and is switched off', () => {
    expect(old.name).toMatch(/^Deprecated - \w/);
    expect(old.tags).toContain('Deprecated');
    expect(old.enabled).toBe(false);
    expect(old.deprecated).toMatchObject({ since: '0.2.0', replaced_by: OTHER });
  });

  test('names the reason and its successor in the investigation guide', () => {
    expect(old.note).toContain(
      `> **Deprecated since 0.2.0:** It was noise. Use “${other.name}” instead.\n\n###`,
    );
  });

  test('leaves the other rules as they are', () => {
    expect(other.deprecated).toBeUndefined();
    expect(other.note).toMatch(/^## Triage and analysis\n\n### Investigating/);
    expect([other.name, ...other.tags].join()).not.toContain('Deprecated');
  });
});

describe('the block “deprecated” is refused', () => {
  test.each([
    [
      'an unknown successor',
      '{ since: 0.2.0, reason: r, replaced_by: exo-nothing }',
      'RULE_UNKNOWN_SUCCESSOR',
    ],
    [
      'a rule that replaces itself',
      `{ since: 0.2.0, reason: r, replaced_by: ${OLD} }`,
      'RULE_UNKNOWN_SUCCESSOR',
    ],
    ['no reason', '{ since: 0.2.0 }', 'CONTENT_MISSING_KEY'],
    ['a since that is no version', '{ since: 0.2, reason: r }', 'CONTENT_INVALID_VALUE'],
    ['an unknown key', '{ since: 0.2.0, reason: r, replaced: x }', 'CONTENT_UNKNOWN_KEY'],
  ])('%s', (_, block, code) => {
    expect.assertions(2);
    try {
      loadDeprecated(block);
    } catch (error) {
      const [problem] = error instanceof ContentError ? error.problems : [];
      expect(problem?.code).toBe(code);
      expect(problem?.location?.file).toContain(OLD);
    }
  });
});
