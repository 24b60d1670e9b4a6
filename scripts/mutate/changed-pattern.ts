import { isLoneStar } from '../kql';
import type { KqlTerm, KqlWildcard } from '../kql';

/** The patterns of one star less; a pattern without any is the plain value. */
export function narrower(term: KqlTerm): KqlTerm[] {
  if (term.type !== 'wildcard' || isLoneStar(term)) return [];
  return term.parts.slice(1).map((part, index) => {
    const joined = (term.parts[index] ?? '') + part;
    const parts = term.parts.toSpliced(index, 2, joined);
    return parts.length === 1
      ? { type: 'literal', value: joined, quoted: false, span: term.span }
      : { ...term, parts };
  });
}

/** A pattern with a star at an end that had none, and any value at all; a plain value stays. */
export function wider(term: KqlTerm): KqlWildcard[] {
  if (term.type !== 'wildcard' || isLoneStar(term)) return [];
  const { parts } = term;
  return [
    ...(parts[0] === '' ? [] : [{ ...term, parts: ['', ...parts] }]),
    ...(parts.at(-1) === '' ? [] : [{ ...term, parts: [...parts, ''] }]),
    { ...term, parts: ['', ''] },
  ];
}
