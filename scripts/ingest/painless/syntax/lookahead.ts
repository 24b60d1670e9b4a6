import { typeLength } from './parse-type';
import type { TokenStream } from './token-stream';

const PRIMITIVES = new Set(['def', 'boolean', 'byte', 'short', 'char', 'int', 'long', 'float', 'double']);

/** `(type)` before an operand; `(name) - 1` and `(name)[0]` are no casts unless the name is a type's. */
export function isCast(tokens: TokenStream): boolean {
  const length = typeLength(tokens, 1);
  if (length === 0 || !tokens.is(')', 1 + length)) return false;
  const type = tokens.ahead(1).text;
  if (PRIMITIVES.has(type)) return true;
  const next = tokens.ahead(2 + length);
  if (next.kind === 'operator')
    return ['(', '!', '~'].includes(next.text) || (next.text === '[' && /^[A-Z]/.test(type));
  return next.kind !== 'end' && !['instanceof', 'in'].includes(next.text);
}

/** Whether a lambda begins here: `x ->` or `(…) ->`. */
export function isLambda(tokens: TokenStream): boolean {
  if (tokens.current.kind === 'name') return tokens.is('->', 1);
  if (!tokens.is('(')) return false;
  let count = 1;
  while (!tokens.is(')', count)) {
    const { kind, text } = tokens.ahead(count);
    if (kind === 'end' || (kind === 'operator' && !['.', ',', '[', ']'].includes(text))) return false;
    count++;
  }
  return tokens.is('->', count + 1);
}
