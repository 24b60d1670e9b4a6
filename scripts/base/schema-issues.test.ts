import { schemaIssues, valueAt } from './schema-issues';
import { z } from './zod';

const schema = z.strictObject({
  stream: z.union([z.string(), z.array(z.string()).min(1)]),
  rule: z.union([
    z.strictObject({ type: z.literal('query') }),
    z.strictObject({ type: z.literal('threshold'), value: z.int() }),
  ]),
});

function issuesOf(value: unknown): unknown {
  const result = schema.safeParse(value);
  if (result.success) throw new Error('the value is valid');
  return schemaIssues(result.error).map(({ path, unknownKeys }) => [path.join('.'), ...unknownKeys]);
}

describe('schemaIssues', () => {
  test.each<[string, unknown, unknown]>([
    ['keys that nobody knows', { stream: 'a', rule: { type: 'query' }, strem: 1 }, [['', 'strem']]],
    ['of a union the branch with the right JSON type', { stream: [], rule: { type: 'query' } }, [['stream']]],
    ['deep in that branch', { stream: ['a', 1], rule: { type: 'query' } }, [['stream.1']]],
    ['of a union the branch of that type', { stream: 'a', rule: { type: 'threshold' } }, [['rule.value']]],
  ])('names %s', (_, value, expected) => {
    expect(issuesOf(value)).toEqual(expected);
  });

  test('tells what the branch wants, not what the union is', () => {
    const result = schema.safeParse({ stream: [], rule: { type: 'query' } });
    expect(result.error && schemaIssues(result.error)[0]?.message).toMatch(/Too small/);
  });
});

test('valueAt reads own members only', () => {
  expect(valueAt({ a: [{ b: 1 }] }, ['a', 0, 'b'])).toBe(1);
  expect(valueAt({}, ['constructor'])).toBeUndefined();
});
