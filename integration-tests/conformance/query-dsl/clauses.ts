import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../scripts/base/json';
import { INDEX } from '../../../scripts/conformance/query-dsl-search';
import { FIELDS, FIELD_NAMES, kindName } from './fields';
import { tag, type Tagged } from './tagged';
import { ODD_VALUES, VALUES, pick, queryValue } from './values';

export type TaggedQuery = Tagged<JsonObject>;
export type Queries = fc.Arbitrary<TaggedQuery>;

/** Options that change nothing that is compared. */
const neutral = fc.oneof(
  { weight: 9, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.constantFrom<JsonObject>({ boost: 2 }, { _name: 'n' }) },
);

/** For each of the fields, with legal values or, where asked, any. */
export function overFields(
  names: readonly string[],
  isOdd: boolean,
  make: (field: string, value: fc.Arbitrary<JsonValue>) => Queries,
): Queries {
  return fc.oneof(
    ...names.map((name) => make(name, isOdd ? ODD_VALUES : queryValue(name, FIELDS[name] ?? 'none'))),
  );
}

export function term(field: string, value: fc.Arbitrary<JsonValue>): Queries {
  const long = fc
    .tuple(
      value,
      neutral,
      fc.constantFrom<JsonObject>({}, { case_insensitive: false }, { case_insensitive: true }),
    )
    .map(([given, options, fold]): JsonObject => ({ value: given, ...options, ...fold }));
  const body = fc.oneof({ weight: 2, arbitrary: value }, { weight: 1, arbitrary: long });
  return tag(
    `term on ${kindName(field)}`,
    body.map((given): JsonObject => ({ term: { [field]: given } })),
  ).map((query) =>
    JSON.stringify(query.value).includes('insensitive":true')
      ? { ...query, features: [...query.features, 'case_insensitive'] }
      : query,
  );
}

export function terms(field: string, value: fc.Arbitrary<JsonValue>): Queries {
  const list = fc.array(value, { maxLength: 4 });
  return tag(
    `terms on ${kindName(field)}`,
    list.map((values): JsonObject => ({ terms: { [field]: values } })),
  );
}

const zone = fc.constantFrom<JsonObject>(
  ...[
    {},
    { time_zone: 'Zulu' },
    { time_zone: '+01:00' },
    { time_zone: 'Europe/Paris' },
    { time_zone: '-05:30' },
  ],
);

/** Bounds: mostly one or two; seldom both kinds of one end, where the last one counts. */
export function range(field: string, value: fc.Arbitrary<JsonValue>): Queries {
  const bound = fc.oneof(
    { weight: 9, arbitrary: value },
    { weight: 1, arbitrary: fc.constant<JsonValue>(null) },
  );
  const ends = (strict: string, loose: string): fc.Arbitrary<JsonObject> =>
    fc.oneof(
      { weight: 4, arbitrary: bound.map((given): JsonObject => ({ [loose]: given })) },
      { weight: 4, arbitrary: bound.map((given): JsonObject => ({ [strict]: given })) },
      { weight: 4, arbitrary: fc.constant({}) },
      { weight: 1, arbitrary: fc.record({ [loose]: bound, [strict]: bound }) },
    );
  const isDate = kindName(field) === 'date';
  return tag(
    `range on ${kindName(field)}`,
    fc
      .tuple(ends('gt', 'gte'), ends('lt', 'lte'), isDate ? zone : fc.constant({}))
      .map(([low, high, options]): JsonObject => ({ range: { [field]: { ...low, ...high, ...options } } })),
  );
}

export function match(field: string, value: fc.Arbitrary<JsonValue>): Queries {
  const options = fc.constantFrom<JsonObject>(
    {},
    {},
    { operator: 'and' },
    { lenient: true },
    { operator: 'OR' },
  );
  const short = value.map((given): JsonObject => ({ match: { [field]: given } }));
  const long = fc
    .tuple(value, options)
    .map(([query, more]): JsonObject => ({ match: { [field]: { query, ...more } } }));
  const phrase = value.map((given): JsonObject => ({ match_phrase: { [field]: given } }));
  return fc.oneof(
    tag(`match on ${kindName(field)}`, fc.oneof(short, long)),
    tag(`match_phrase on ${kindName(field)}`, phrase),
  );
}

const patterns = pick(
  'a*',
  '*',
  '*b',
  'a',
  'A*',
  '?b',
  '*a*',
  'a?c',
  '',
  'a\\*',
  '**',
  '?',
  '*é',
  'x*y',
  'a b',
  '\\',
  '1*',
  '?*',
);

export function pattern(field: string): Queries {
  const fold = fc.constantFrom<JsonObject>({}, {}, { case_insensitive: true });
  const rows = (clause: string): string => `${clause} on ${kindName(field)}`;
  return fc.oneof(
    tag(
      rows('wildcard'),
      patterns.map((value): JsonObject => ({ wildcard: { [field]: value } })),
    ),
    tag(
      rows('wildcard'),
      fc
        .tuple(patterns, fold)
        .map(([value, more]): JsonObject => ({ wildcard: { [field]: { value, ...more } } })),
    ),
    tag(
      rows('prefix'),
      fc
        .tuple(pick('a', '', 'A', 'ab', 'é', '1', 'tr'), fold)
        .map(([value, more]): JsonObject => ({ prefix: { [field]: { value, ...more } } })),
    ),
  );
}

const objectNames = [
  'object',
  'many',
  'flat',
  'words',
  'o*',
  '*.kw',
  'w*',
  '_id',
  '_index',
  'b*',
  'nothing*',
  'many.inner',
  'flat.b',
];

export const exists: Queries = tag(
  'exists',
  fc.constantFrom(...FIELD_NAMES, ...objectNames).map((field): JsonObject => ({ exists: { field } })),
);

/** As Kibana writes a KQL value with a star. */
const escaped = pick(
  'a*',
  '*',
  '*b',
  '*a*',
  'a b*',
  'a',
  'A*',
  'a\\*',
  'a\\-b*',
  '1*',
  '1',
  'a b',
  '192.0.2.*',
  'true',
  '*a b',
);

export const queryString: Queries = tag(
  'query_string',
  fc.oneof(
    fc
      .tuple(
        escaped,
        fc.constantFrom(...FIELD_NAMES, 'k*', 'o*', 'w*', '*ong', 'hid*', 'pl*', '_id'),
        fc.boolean(),
      )
      .map(([query, field, analyze]): JsonObject => ({
        query_string: { fields: [field], query, ...(analyze && { analyze_wildcard: true }) },
      })),
    escaped.map((query): JsonObject => ({ query_string: { query } })),
  ),
);

export const multiMatch: Queries = tag(
  'multi_match',
  fc
    .tuple(
      fc.oneof(VALUES.text, VALUES.keyword, VALUES.whole, VALUES.ip),
      fc.constantFrom<JsonObject>({}, { type: 'best_fields' }, { type: 'phrase' }),
      fc.oneof(
        fc.constant<JsonObject>({ lenient: true }),
        fc
          .subarray(
            ['kw', 'words', 'long', 'ip', 'lower', 'k*', 'nothing', 'flat.a', 'alias', 'hidden', 'hid*'],
            {
              minLength: 1,
            },
          )
          .map((fields): JsonObject => ({ fields, lenient: true })),
        fc.constantFrom<JsonObject>(
          { fields: ['words', 'kw'] },
          { fields: ['kw'], operator: 'and', lenient: true },
        ),
      ),
    )
    .map(([query, type, rest]): JsonObject => ({ multi_match: { query, ...type, ...rest } })),
);

const ids = pick('0', '1', '2', '5', 'x');

export const metadata: Queries = tag(
  'ids, _id and _index',
  fc.oneof(
    fc.array(ids, { maxLength: 3 }).map((values): JsonObject => ({ ids: { values } })),
    ids.map((id): JsonObject => ({ term: { _id: id } })),
    fc.array(ids, { maxLength: 3 }).map((values): JsonObject => ({ terms: { _id: values } })),
    pick(INDEX, 'other').map((index): JsonObject => ({ term: { _index: index } })),
    pick(INDEX, 'other').map((index): JsonObject => ({ match: { _index: index } })),
    fc.constantFrom<JsonObject>({ match_all: {} }, { match_none: {} }),
  ),
);

const plainNames = FIELD_NAMES.filter((name) => !name.startsWith('many.'));

/** One clause with values that the field's kind takes. */
export function leaf(names: readonly string[] = plainNames): Queries {
  const texts = names.filter((name) => ['keyword', 'text', 'flat', 'none'].includes(FIELDS[name] ?? 'none'));
  return fc.oneof(
    { weight: 5, arbitrary: overFields(names, false, term) },
    { weight: 6, arbitrary: overFields(names, false, range) },
    { weight: 2, arbitrary: overFields(names, false, terms) },
    { weight: 2, arbitrary: overFields(names, false, match) },
    { weight: 3, arbitrary: fc.oneof(...texts.map(pattern)) },
  );
}
