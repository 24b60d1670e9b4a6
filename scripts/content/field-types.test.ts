import { resolve } from 'node:path';
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { loadPack } from './load-pack';

const root = resolve(__dirname, '..', '..');
const stream = loadPack(root).streams.get('o365.audit');
const types = load(
  readFileSync(resolve(root, 'package-content/data_stream/audit/field_types.yml'), 'utf8'),
) as Record<string, string>;

describe('field_types.yml, by which the audit pipeline shapes values, agrees with the mapping', () => {
  test.each(Object.entries(types))('%s is %s', (name, type) => {
    const fields = stream?.declaredFields;
    const field = fields?.lookup(`o365.audit.${name}`);
    if (type === 'pairs') expect(fields?.lookup(`o365.audit.${name}.Any`)).toBeDefined();
    else if (type === 'object')
      expect(field?.type ?? (fields?.objectAt(`o365.audit.${name}`) && 'object')).toMatch(
        /^(flattened|object)$/,
      );
    else expect(field?.type).toBe(type);
  });

  test('every field of the record that is no keyword is listed', () => {
    const others = (stream?.declaredFields.fields() ?? []).filter(
      ({ name, type }) => /^o365\.audit\.[^.]+$/.test(name) && type !== 'keyword',
    );
    expect(
      others.map(({ name }) => name.replace('o365.audit.', '')).filter((name) => !(name in types)),
    ).toEqual([]);
  });
});
