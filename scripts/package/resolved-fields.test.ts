import { resolvedFields } from './resolved-fields';

describe('resolvedFields', () => {
  test('an ECS field gets its type, its words and what its mapping needs', () => {
    const [field] = resolvedFields([{ name: 'user.name', external: 'ecs' }]);
    expect(field).toEqual({
      name: 'user.name',
      type: 'keyword',
      description: 'Short name or login of the user.',
      ignore_above: 1024,
      multi_fields: [{ name: 'text', type: 'match_only_text' }],
    });
  });

  test('what the source says itself goes before ECS', () => {
    const [field] = resolvedFields([{ name: 'user.name', external: 'ecs', type: 'wildcard' }]);
    expect(field).toMatchObject({ type: 'wildcard', ignore_above: 1024 });
  });

  test('members of a group are resolved, and other fields stay as they are', () => {
    const own = { name: 'a', type: 'long' };
    expect(resolvedFields([own, { name: 'g', type: 'group', fields: [own] }])).toEqual([
      own,
      { name: 'g', type: 'group', fields: [own] },
    ]);
  });

  test('nothing external is left', () => {
    expect(JSON.stringify(resolvedFields([{ name: 'event.original', external: 'ecs' }]))).not.toContain(
      'external',
    );
  });
});
