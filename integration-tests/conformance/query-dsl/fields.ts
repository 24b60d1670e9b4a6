import type { IndexMapping } from '../../../scripts/query-dsl/types';

/** What a field's values look like; decides what is generated for it. */
export type Kind = 'keyword' | 'text' | 'whole' | 'decimal' | 'boolean' | 'date' | 'ip' | 'flat' | 'none';

/** Every question is asked of this mapping: a field for each type, and for each option that changes an answer. */
export const MAPPING: IndexMapping = {
  dynamic: false,
  properties: {
    kw: { type: 'keyword' },
    short: { type: 'keyword', ignore_above: 2 },
    lower: { type: 'keyword', normalizer: 'lowercase' },
    filled: { type: 'keyword', null_value: 'a' },
    unindexed: { type: 'keyword', index: false },
    indexed: { type: 'keyword', doc_values: false },
    hidden: { type: 'keyword', index: false, doc_values: false },
    words: { type: 'text', fields: { raw: { type: 'keyword', ignore_above: 5 } } },
    long: { type: 'long' },
    integer: { type: 'integer' },
    small: { type: 'short' },
    byte: { type: 'byte', null_value: 7 },
    exact: { type: 'long', coerce: false },
    lenient: { type: 'long', ignore_malformed: true },
    column: { type: 'long', index: false },
    double: { type: 'double' },
    float: { type: 'float' },
    flag: { type: 'boolean' },
    set: { type: 'boolean', null_value: true },
    when: { type: 'date' },
    day: { type: 'date', format: 'yyyy-MM-dd' },
    second: { type: 'date', format: 'epoch_second' },
    either: { type: 'date', format: 'strict_date_time||yyyy-MM-dd HH:mm:ss||epoch_millis' },
    vague: { type: 'date', ignore_malformed: true, format: 'date_optional_time', null_value: '2020-3' },
    ip: { type: 'ip' },
    source: { type: 'ip', ignore_malformed: true },
    flat: { type: 'flattened', ignore_above: 6, depth_limit: 2 },
    place: { type: 'geo_point' },
    alias: { type: 'alias', path: 'kw' },
    moment: { type: 'alias', path: 'when' },
    object: { properties: { kw: { type: 'keyword' }, long: { type: 'long' } } },
    many: {
      type: 'nested',
      properties: {
        kw: { type: 'keyword' },
        long: { type: 'long' },
        when: { type: 'date' },
        inner: { type: 'nested', properties: { kw: { type: 'keyword' } } },
      },
    },
  },
};

/** Names that questions ask for, with the kind of their values. */
export const FIELDS: Readonly<Record<string, Kind>> = {
  kw: 'keyword',
  short: 'keyword',
  lower: 'keyword',
  filled: 'keyword',
  unindexed: 'keyword',
  indexed: 'keyword',
  words: 'text',
  'words.raw': 'keyword',
  long: 'whole',
  integer: 'whole',
  small: 'whole',
  byte: 'whole',
  exact: 'whole',
  lenient: 'whole',
  column: 'whole',
  double: 'decimal',
  float: 'decimal',
  flag: 'boolean',
  set: 'boolean',
  when: 'date',
  day: 'date',
  second: 'date',
  either: 'date',
  vague: 'date',
  ip: 'ip',
  source: 'ip',
  flat: 'flat',
  'flat.a': 'flat',
  'flat.b.c': 'flat',
  alias: 'keyword',
  moment: 'date',
  'object.kw': 'keyword',
  'object.long': 'whole',
  'many.kw': 'keyword',
  'many.long': 'whole',
  'many.inner.kw': 'keyword',
  place: 'none',
  hidden: 'none',
  nothing: 'none',
};

/** Names of fields that sort and group, the ones that must be refused among them. */
export const FIELD_NAMES = Object.keys(FIELDS);

/** The mapping's fields by the objects in which their values stand, in a document. */
export const FIELD_TYPES: Readonly<Record<string, string>> = {
  whole: 'whole number',
  decimal: 'decimal number',
  flat: 'flattened',
  none: 'field without values',
};

/** How the page calls the kind of a field. */
export function kindName(field: string): string {
  const kind = FIELDS[field] ?? 'none';
  return FIELD_TYPES[kind] ?? kind;
}
