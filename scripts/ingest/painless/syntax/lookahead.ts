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
    return (
      ['(', '!', '~'].includes(next.text) ||
      (next.text === '[' && /^[A-Z]/.test(type) && !isIndex(tokens, 2 + length))
    );
  return next.kind !== 'end' && !['instanceof', 'in'].includes(next.text);
}

/** Whether there is one expression in the brackets that open there: Painless takes them for an index then. */
function isIndex(tokens: TokenStream, start: number): boolean {
  let depth = 0;
  let questions = 0;
  for (let at = start; tokens.ahead(at).kind !== 'end'; at++) {
    const { kind, text } = tokens.ahead(at);
    if (kind !== 'operator') continue;
    if (text === '[' || text === '(' || text === '{') depth += 1;
    if (text === ']' || text === ')' || text === '}') depth -= 1;
    if (depth === 0) return at > start + 1;
    if (depth > 1) continue;
    if (text === '?') questions += 1;
    if (text === ',' || (text === ':' && --questions < 0)) return false;
  }
  return false;
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
