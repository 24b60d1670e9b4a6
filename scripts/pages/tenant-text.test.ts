import { resolve } from 'node:path';
import { loadPack } from '../content';
import { tenantParts, tenantText } from './tenant-text';

const { rules, tenant } = loadPack(resolve(__dirname, '..', '..'));

describe('tenantParts', () => {
  test.each([
    ['exo-mailbox-fullaccess-executive-or-finance', { query: ['vip_mailboxes'], pipeline: [] }],
    ['exo-mailbox-permission-off-hours', { query: [], pipeline: ['office_hours'] }],
    ['exo-inbox-rule-forwards-outside', { query: ['internal_domains'], pipeline: ['internal_domains'] }],
    ['exo-first-send-as', { query: [], pipeline: [] }],
  ])('of %s', (slug, parts) => {
    const rule = rules.find((one) => one.slug === slug);
    expect(rule && tenantParts(rule)).toEqual(parts);
  });

  test('every list of tenant.yml is found in a query', () => {
    expect([...new Set(rules.flatMap((rule) => tenantParts(rule).query))].sort()).toEqual(
      Object.keys(tenant.lists).sort(),
    );
  });
});

test('a rule that is the same for every tenant has no word about it', () => {
  const rule = rules.find(({ slug }) => slug === 'exo-first-send-as');
  expect(rule && tenantText(rule)).toBe('');
});
