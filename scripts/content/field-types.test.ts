import { resolve } from 'node:path';
import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { loadPack } from './load-pack';

const root = resolve(__dirname, '..', '..');
const { streams } = loadPack(root);
const stream = streams.get('o365.audit');
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

type FieldPlace = readonly string[];

function isPlace(place: FieldPlace | Record<string, FieldPlace>): place is FieldPlace {
  return Array.isArray(place);
}

describe.each(['entra.pim_alert', 'o365.collector'])(
  'field_types.yml of %s agrees with the mapping',
  (dataset) => {
    const own = streams.get(dataset);
    const folder = `package-content/data_stream/${own?.config.data_stream ?? ''}`;
    const places = load(readFileSync(resolve(root, folder, 'field_types.yml'), 'utf8')) as Record<
      string,
      FieldPlace | Record<string, FieldPlace>
    >;
    const fields = Object.values(places)
      .flatMap((place) => (isPlace(place) ? [place] : Object.values(place)))
      .map(([name = '', type]) => ({ name, type }));
    /** Moved to an ECS field by the script event_fields. */
    const moved = ['event_id', 'tenant_id', 'tenant_name', 'time'];

    test.each(fields.filter(({ name }) => !moved.includes(name)))('$name', ({ name, type }) => {
      const declared = own?.declaredFields.lookup(`${dataset}.${name}`)?.type;
      if (type === undefined) expect(declared).toMatch(/^(keyword|date)$/);
      else expect(declared).toBe(type);
    });
  },
);
