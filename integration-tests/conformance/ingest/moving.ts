import fc from 'fast-check';
import type { Step } from './step';
import { flag, given, processor, simple } from './step';
import { key, path, value } from './values';

const MEDIA_TYPES = ['application/json', 'text/plain', 'application/x-www-form-urlencoded'];

const set = fc.oneof(
  processor(
    'set',
    value.filter((one) => one !== null).map((one) => ({ options: { value: one }, likes: [] })),
    {
      override: flag,
      ignore_empty_value: flag,
      media_type: fc.constantFrom(...MEDIA_TYPES),
    },
  ),
  processor(
    'set',
    path.map((copy) => ({ options: { copy_from: copy }, likes: [] })),
    {
      override: flag,
      ignore_empty_value: flag,
    },
  ),
);

const append = processor(
  'append',
  fc.oneof(
    value
      .filter((one) => one !== null)
      .map((one) => ({ options: { value: one }, likes: [['x', 1], 'x', [1, [1]]] })),
    path.map((copy) => ({ options: { copy_from: copy }, likes: [['x', 1], [{ x: 1 }]] })),
  ),
  { allow_duplicates: flag, ignore_empty_values: flag },
);

const rename = processor(
  'rename',
  path.map((target) => ({ options: { target_field: target }, likes: ['x', { x: 1 }, [1, 2]] })),
  { ignore_missing: flag, override: flag },
);

const paths = fc.oneof(path, fc.array(path, { maxLength: 3 }));

const remove = fc.oneof(
  fc.tuple(paths, fc.option(flag, { nil: undefined })).map(([field, ignoreMissing]) => ({
    processor: { remove: given({ field, ignore_missing: ignoreMissing }) },
    reads: (typeof field === 'string' ? [field] : field).map((one) => ({
      path: one,
      likes: ['x', [1], { x: 1 }],
    })),
  })),
  paths.map((keep): Step => ({ processor: { remove: { keep } }, reads: [{ path: 'a.b', likes: [1] }] })),
);

const dotExpander = fc
  .tuple(
    fc.constantFrom('a.b', '*', 'k.l', 'o.x', 'a.b.c'),
    fc.record({ path, override: flag }, { requiredKeys: [], noNullPrototype: true }),
  )
  .map(([field, options]): Step => ({ processor: { dot_expander: { field, ...options } }, reads: [] }));

const fingerprint = fc
  .tuple(
    fc.array(path, { minLength: 1, maxLength: 3 }),
    fc.record(
      {
        method: fc.constantFrom('MD5', 'SHA-1', 'SHA-256', 'SHA-512', 'MurmurHash3'),
        salt: fc.constantFrom('s', ' ', 'ä'),
        ignore_missing: flag,
        target_field: path,
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
  )
  .map(([fields, options]) => ({
    processor: { fingerprint: { fields, ...options } },
    reads: fields.map((one) => ({
      path: one,
      likes: ['x', 5, 1.5, true, ['x', [null]], { k: { b: 1, a: [2] } }],
    })),
  }));

const sort = simple('sort', [[3, 1, 2], ['b', 'a', 'B', 'ä', ''], [true, false], [1.5, -2.5], []], {
  order: fc.constantFrom('asc', 'desc'),
  target_field: path,
});

const join = processor(
  'join',
  fc.constantFrom('', '-', ', ', '$1').map((separator) => ({
    options: { separator },
    likes: [['x', 1, 1.5], [[1, { a: null }], true], []],
  })),
  { target_field: path },
);

/** `__proto__` and the like are keys as any other. */
const setOddKey = key.map((name): Step => ({
  processor: { set: { field: name, value: { [name]: 1 } } },
  reads: [],
}));

/** Processors that move, copy, count and compare values of any type. */
export const MOVING = { set, append, rename, remove, dotExpander, fingerprint, sort, join, setOddKey };
