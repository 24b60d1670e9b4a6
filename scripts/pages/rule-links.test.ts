import { resolve } from 'node:path';
import { loadPack } from '../content';
import { linkRules } from './rule-links';

const { rules } = loadPack(resolve(__dirname, '..', '..'));
const bySlug = new Map(rules.map((rule) => [rule.slug, rule]));

describe('linkRules', () => {
  test.each([
    [
      'see pim-eligible-member-added.',
      'see [pim-eligible-member-added](../pim/pim-eligible-member-added.md).',
    ],
    [
      'see pim-eligible-member-added-to-top-role',
      'see [pim-eligible-member-added-to-top-role](../pim/pim-eligible-member-added-to-top-role.md)',
    ],
    ['the rule itself, exo-first-send-as, is no link', 'the rule itself, exo-first-send-as, is no link'],
    ['`pim-eligible-member-added` is code', '`pim-eligible-member-added` is code'],
    ['https://example.com/pim-eligible-member-added', 'https://example.com/pim-eligible-member-added'],
    ['a well-known word', 'a well-known word'],
  ])('%s', (text, linked) => {
    const self = bySlug.get('exo-first-send-as');
    expect(self && linkRules(text, self, bySlug)).toBe(linked);
  });
});
