import type { TokenStream } from './token-stream';

/** How many tokens from `from` on spell a type (`def`, `String[]`, `Map.Entry`), or 0. */
export function typeLength(tokens: TokenStream, from: number): number {
  if (tokens.ahead(from).kind !== 'name') return 0;
  let length = 1;
  while (tokens.is('.', from + length) && tokens.ahead(from + length + 1).kind === 'member') length += 2;
  while (tokens.is('[', from + length) && tokens.is(']', from + length + 1)) length += 2;
  return length;
}

/** Reads a type as written, without blanks. */
export function parseType(tokens: TokenStream): string {
  const length = typeLength(tokens, 0);
  if (length === 0) throw tokens.unexpected('a type');
  let text = '';
  for (let count = 0; count < length; count++) text += tokens.next().text;
  return text;
}

/** Whether a declaration begins here: a type and then a name. */
export function isDeclaration(tokens: TokenStream): boolean {
  const length = typeLength(tokens, 0);
  return length > 0 && tokens.ahead(length).kind === 'name';
}
