import type { KqlTerm } from '../kql';

const NUMBERS = [
  'long',
  'integer',
  'short',
  'byte',
  'unsigned_long',
  'double',
  'float',
  'half_float',
  'scaled_float',
];

/** What no record contains, but every field of text accepts. */
const MARK = '~';

/**
 * Another value that the field takes: the next number, the other truth value, a text with one character more.
 * undefined where any value is meant (`*`).
 */
export function changedValue(term: KqlTerm, type: string | undefined): KqlTerm | undefined {
  if (term.type === 'wildcard') {
    const longest = term.parts.reduce(
      (best, part, at) => (part.length > (term.parts[best] ?? '').length ? at : best),
      0,
    );
    const part = term.parts[longest] ?? '';
    return part === '' ? undefined : { ...term, parts: term.parts.with(longest, part + MARK) };
  }
  const { value } = term;
  if (value === null) return undefined;
  if (type === 'boolean' || typeof value === 'boolean')
    return { ...term, value: String(value) !== 'true', quoted: false };
  if (type !== undefined && NUMBERS.includes(type)) return { ...term, value: String(Number(value) + 1) };
  if (type === 'ip') return { ...term, value: '240.0.0.1' };
  if (type === 'date') return { ...term, value: '1970-01-01T00:00:00Z' };
  return { ...term, value: value + MARK };
}
