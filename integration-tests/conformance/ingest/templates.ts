import fc from 'fast-check';
import type { Step } from './step';
import { path } from './values';

const TEXTS = [
  '{{a}}',
  '{{{a}}}-{{b}}',
  '{{#a}}x{{/a}}',
  '{{^a}}none{{/a}}',
  '{{a.0}}',
  '{{o.x}}',
  '{{_index}}',
  '{{a',
];

/** Mustache in values and field names: asked only of servers that have it. */
export const TEMPLATES: fc.Arbitrary<Step> = fc
  .tuple(path, fc.constantFrom(...TEXTS), fc.constantFrom('set', 'append', 'name', 'fail'))
  .map(([field, text, how]) => ({
    processor: templated(field, text, how),
    reads: [{ path: 'a', likes: ['x', ['y'], 'o.x', 1.5, '"'] }],
  }));

function templated(field: string, text: string, how: string): Step['processor'] {
  if (how === 'fail') return { fail: { message: text } };
  if (how === 'append') return { append: { field, value: [text, 'x'] } };
  return { set: how === 'name' ? { field: text, value: 1 } : { field, value: text } };
}
