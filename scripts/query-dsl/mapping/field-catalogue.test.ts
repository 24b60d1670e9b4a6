import type { JsonObject } from '../../base/json';
import { ContentError } from '../../base/errors';
import { fieldCatalogue } from './field-catalogue';

const catalogue = fieldCatalogue({
  dynamic: false,
  dynamic_templates: [
    { numbers: { path_match: 'o.m.*', match_mapping_type: 'long', mapping: { type: 'long' } } },
    {
      texts: {
        path_match: ['o.m.*', 'o.q.*'],
        match_mapping_type: 'string',
        mapping: { type: 'keyword', ignore_above: 9 },
      },
    },
    { labels: { match: 'labels_*', match_mapping_type: 'object', mapping: { type: 'flattened' } } },
    { short: { match: 's_*', unmatch: 's_x*', match_mapping_type: 'long', mapping: { type: 'short' } } },
  ],
  properties: {
    'dotted.name': { type: 'ip' },
    k: { type: 'keyword', fields: { text: { type: 'text' } } },
    copy: { type: 'alias', path: 'k' },
    f: { type: 'flattened' },
    n: {
      type: 'nested',
      properties: { x: { type: 'long' }, m: { type: 'nested', properties: { y: { type: 'date' } } } },
    },
    o: { dynamic: true, properties: { k: { type: 'boolean' } } },
    off: { type: 'object', enabled: false },
    flat: { subobjects: false, properties: { 'a.b': { type: 'double' } } },
  },
});

describe('what a mapping says of a name', () => {
  test.each([
    ['k', 'keyword'],
    ['k.text', 'text'],
    ['copy', 'keyword'],
    ['dotted.name', 'ip'],
    ['n.m.y', 'date'],
    ['flat.a.b', 'double'],
    ['f', 'flattened'],
    ['f.any.key', 'flattened'],
    ['o.m.Anything', 'keyword'],
    ['o.m.deeper.one', 'keyword'],
    ['o.s_1', 'short'],
    ['o.labels_x.a.b', 'flattened'],
  ])('%s is %s', (name, type) => {
    expect(catalogue.lookup(name)?.type).toBe(type);
  });

  test.each(['zzz', 'dotted', 'k.other', 'o.zzz', 'o.s_x1', 's_1', 'off.a', 'constructor', '__proto__', ''])(
    '%s is unknown',
    (name) => {
      expect(catalogue.lookup(name)).toBeUndefined();
    },
  );

  test('nesting, keys, limits and multi-fields are known', () => {
    expect(catalogue.lookup('n.x')?.nestedPath).toBe('n');
    expect(catalogue.lookup('n.m.y')?.nestedPath).toBe('n.m');
    expect(catalogue.isFlattenedKey('f.any.key')).toBe(true);
    expect(catalogue.isFlattenedKey('f')).toBe(false);
    expect(catalogue.lookup('o.q.x')?.ignoreAbove).toBe(9);
    expect(catalogue.lookup('k.text')).toMatchObject({ isMultiField: true, path: 'k' });
  });

  test('names are those declared, sorted', () => {
    expect(catalogue.names()).toEqual([
      'copy',
      'dotted.name',
      'f',
      'flat.a.b',
      'k',
      'k.text',
      'n.m.y',
      'n.x',
      'o.k',
    ]);
  });
});

describe('a mapping with something unknown is refused by name', () => {
  test.each<[string, JsonObject, string]>([
    ['type', { properties: { a: { type: 'geo_shape' } } }, 'geo_shape'],
    ['parameter', { properties: { a: { type: 'keyword', copy_to: 'b' } } }, 'copy_to'],
    ['analyzer', { properties: { a: { type: 'text', analyzer: 'english' } } }, 'english'],
    ['object parameter', { properties: { a: { type: 'nested', include_in_root: true } } }, 'include_in_root'],
    ['root parameter', { properties: {}, runtime: {} }, 'runtime'],
    ['dynamic', { properties: {}, dynamic: 'runtime' }, 'runtime'],
    [
      'template condition',
      { properties: {}, dynamic_templates: [{ t: { match_pattern: 'regex', mapping: {} } }] },
      'match_pattern',
    ],
  ])('%s', (_name, mapping, said) => {
    expect(() => fieldCatalogue(mapping)).toThrow(ContentError);
    expect(() => fieldCatalogue(mapping)).toThrow(said);
  });
});
