import { resolve } from 'node:path';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { z } from '../base/zod';
import { loadPack } from '../content';
import type { Pack, Rule } from '../content';
import { sigmaFiles } from '.';

const pack = loadPack(resolve(__dirname, '..', '..'));
const { files, left } = sigmaFiles(pack);

const value = z.union([z.string(), z.number(), z.boolean()]);
const map = z.record(
  z.string().regex(/^[\w@.-]+(\|(contains|startswith|endswith|exists|cidr|gte?|lte?))?$/),
  z.union([value, z.array(value).min(2)]),
);

/** The essentials of sigma-detection-rule-schema 2.0.0, stricter where the export says less. */
const schema = z.strictObject({
  title: z.string().min(1).max(256),
  id: z.uuid(),
  related: z.array(z.strictObject({ id: z.uuid(), type: z.literal('similar') })).optional(),
  taxonomy: z.literal('ecs'),
  status: z.enum(['test', 'experimental', 'deprecated']),
  description: z.string().min(1).max(65_535),
  license: z.string(),
  references: z.array(z.url()).min(1),
  author: z.string(),
  tags: z.array(z.string().regex(/^attack\.([a-z-]+|t\d{4}(\.\d{3})?)$/)).min(1),
  logsource: z.strictObject({
    product: z.enum(['m365', 'azure', 'o365_rulepack']),
    service: z.enum(['audit', 'auditlogs', 'activitylogs', 'pim', 'collector']).optional(),
    definition: z.string(),
  }),
  detection: z.object({ condition: z.string() }).catchall(z.union([map, z.array(map).min(2)])),
  falsepositives: z.array(z.string().min(2)).min(1),
  level: z.enum(['informational', 'low', 'medium', 'high', 'critical']),
});

const sigmaOf = (rules: readonly Rule[]): z.infer<typeof schema>[] => {
  return [...sigmaFiles({ rules }).files.values()].map((text) =>
    schema.parse(load(text, { schema: YAML11_SCHEMA })),
  );
};
const ruleOf = (slug: string): Rule => pack.rules.find((rule) => rule.slug === slug)!;

describe('sigmaFiles', () => {
  test.each([...files])(
    '%s is YAML 1.1 after the Sigma schema, and its condition names all identifiers',
    (_, text) => {
      const { detection } = schema.parse(load(text, { schema: YAML11_SCHEMA }));
      const { condition, ...identifiers } = detection;
      const named = condition.split(/[ ()]+/).filter((word) => !['and', 'or', 'not', ''].includes(word));
      expect(named).toEqual(Object.keys(identifiers));
    },
  );

  test('a rule is a file or is left, never both, in the order of slugs', () => {
    const slugs = pack.rules.map(({ slug }) => slug).sort();
    expect([...files.keys()]).toEqual(
      slugs.filter((slug) => files.has(`${slug}.yml`)).map((slug) => `${slug}.yml`),
    );
    expect(left.map(({ slug }) => slug)).toEqual(slugs.filter((slug) => !files.has(`${slug}.yml`)));
  });

  test('every rule of type query is exported', () => {
    expect(pack.rules.filter(({ type, slug }) => type === 'query' && !files.has(`${slug}.yml`))).toEqual([]);
  });

  test('writes the same in whatever order the rules are', () => {
    const reversed: Pick<Pack, 'rules'> = { rules: pack.rules.toReversed() };
    expect([...sigmaFiles(reversed).files]).toEqual([...files]);
    expect(sigmaFiles(reversed).left).toEqual(left);
  });

  test.each([
    ['m365-login-bruteforce', 'it counts 10 events by `source.ip` and `user.id`: the Lucene backend'],
    [
      'm365-login-password-spray',
      'a Sigma correlation has one condition; Sigma counts by the time of events',
    ],
    ['exo-delegate-mailitems-volume', 'it counts 200 values of `rulepack.mail.message_id` by'],
    ['exo-first-send-as', 'for the first time, and Sigma compares with no history'],
    ['exo-delegation-then-inbox-rule', 'it is an EQL sequence'],
    ['m365-collector-silent', 'it asks for events that are missing'],
  ])('%s is left: %s', (slug, reason) => {
    expect(left.find((one) => one.slug === slug)?.reason).toContain(reason);
  });

  test('carries what the rule says of itself', () => {
    const [sigma] = sigmaOf([ruleOf('exo-inbox-rule-hides-messages')]);
    expect(sigma).toMatchObject({
      title: 'Inbox rule that deletes or hides messages',
      id: 'ca3c42b3-5bb3-4063-a3cf-2e01713cf005',
      status: 'test',
      license: 'Apache-2.0',
      author: 'o365-rulepack',
      tags: ['attack.defense-evasion', 'attack.t1564.008'],
      logsource: { product: 'm365', service: 'audit' },
      level: 'medium',
    });
  });

  test('text that YAML 1.1 takes for something else is quoted', () => {
    const rule = { ...ruleOf('exo-inbox-rule-hides-messages'), name: 'no', author: ['1:30'] };
    expect(sigmaOf([rule])[0]).toMatchObject({ title: 'no', author: '1:30' });
  });

  test.each([
    ['documented', 'test'],
    ['derived', 'experimental'],
    ['seed-only', 'experimental'],
    ['unverified', 'experimental'],
  ] as const)('status %s is %s', (status, expected) => {
    expect(sigmaOf([{ ...ruleOf('exo-inbox-rule-hides-messages'), status }])[0]?.status).toBe(expected);
  });

  test('a building block is informational', () => {
    expect(sigmaOf([{ ...ruleOf('exo-inbox-rule-hides-messages'), building_block: true }])[0]?.level).toBe(
      'informational',
    );
  });

  test('a deprecated rule says so and names the rule to use instead', () => {
    const other = ruleOf('exo-inbox-rule-forwards-outside');
    const deprecated = { since: '0.2.0', reason: 'covered', replaced_by: other.slug, successor: other.name };
    const [, sigma] = sigmaOf([other, { ...ruleOf('exo-inbox-rule-hides-messages'), deprecated }]);
    expect(sigma).toMatchObject({ status: 'deprecated', related: [{ id: other.id, type: 'similar' }] });
  });

  test('several services of one product leave the product', () => {
    const [sigma] = sigmaOf([ruleOf('pim-alert-unused-roles')]);
    expect(sigma?.logsource).toEqual({ product: 'azure', definition: expect.any(String) as string });
  });

  test('a rule over two products is left', () => {
    const rule = ruleOf('exo-inbox-rule-hides-messages');
    const streams = ['o365.audit', 'azure.auditlogs'].map((name) =>
      pack.streams.get(name)!,
    ) as unknown as Rule['streams'];
    expect(sigmaFiles({ rules: [{ ...rule, streams }] }).left[0]?.reason).toContain(
      'it reads m365 and azure',
    );
  });
});
