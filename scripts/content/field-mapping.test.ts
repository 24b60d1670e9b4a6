import { buildMapping, declaredMapping } from './field-mapping';

const rejectAll = (field: string, reason: string): never => {
  throw new Error(`${field}: ${reason}`);
};

describe('buildMapping', () => {
  test('takes type and multi-fields of an ECS field from the schema', () => {
    const { properties } = buildMapping([{ name: 'user.name', external: 'ecs' }], rejectAll);
    expect(properties).toEqual({
      user: {
        properties: {
          name: { type: 'keyword', ignore_above: 1024, fields: { text: { type: 'match_only_text' } } },
        },
      },
    });
  });

  test('nests groups and dotted names', () => {
    const fields = [
      { name: 'o365.audit', type: 'group', fields: [{ name: 'Item.Subject', type: 'keyword' }] },
    ];
    expect(buildMapping(fields, rejectAll).properties).toEqual({
      o365: {
        properties: {
          audit: {
            properties: { Item: { properties: { Subject: { type: 'keyword', ignore_above: 1024 } } } },
          },
        },
      },
    });
  });

  test('turns object_type into a dynamic template for the names below', () => {
    const fields = [{ name: 'o365.audit.Parameters.*', type: 'object', object_type: 'keyword' }];
    expect(declaredMapping(buildMapping(fields, rejectAll)).dynamic_templates).toEqual([
      {
        'o365.audit.Parameters.*': {
          path_match: 'o365.audit.Parameters.*',
          match_mapping_type: 'string',
          mapping: { type: 'keyword', ignore_above: 1024 },
        },
      },
    ]);
  });

  test('gives strings that no field names a keyword', () => {
    expect(buildMapping([], rejectAll).dynamic_templates).toEqual([
      {
        strings_as_keyword: {
          match_mapping_type: 'string',
          mapping: { type: 'keyword', ignore_above: 1024 },
        },
      },
    ]);
  });

  test.each([
    [{ name: 'user.nme', external: 'ecs' as const }, 'it is no ECS field'],
    [{ name: 'o365.audit.X' }, 'it has no type'],
  ])('rejects %j', (field, reason) => {
    const rejected: string[] = [];
    buildMapping([field], (name, why) => rejected.push(`${name}: ${why}`));
    expect(rejected).toEqual([`${field.name}: ${reason}`]);
  });
});
