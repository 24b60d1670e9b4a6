import type { ContentError } from '../../../base/errors';
import { syntaxError } from './script-error';
import type { Token } from './tokens';
import { tokenize } from './tokens';

/** A cursor over the tokens of one script. */
export class TokenStream {
  private readonly tokens: readonly Token[];
  private position = 0;

  constructor(readonly source: string) {
    this.tokens = tokenize(source);
  }

  get current(): Token {
    return this.ahead(0);
  }

  ahead(count: number): Token {
    const token = this.tokens[Math.min(this.position + count, this.tokens.length - 1)];
    if (token === undefined) throw new Error('a script has at least its end token');
    return token;
  }

  next(): Token {
    const token = this.current;
    this.position++;
    return token;
  }

  /** Whether the token is this operator or keyword. */
  is(text: string, count = 0): boolean {
    const token = this.ahead(count);
    return token.text === text && (token.kind === 'operator' || token.kind === 'keyword');
  }

  take(text: string): boolean {
    if (!this.is(text)) return false;
    this.position++;
    return true;
  }

  expect(text: string): Token {
    if (!this.is(text)) throw this.unexpected(text);
    return this.next();
  }

  expectName(what: string): Token {
    if (this.current.kind !== 'name') throw this.unexpected(what);
    return this.next();
  }

  unexpected(expected: string): ContentError {
    const { text, at } = this.current;
    return syntaxError(this.source, at, {
      message: `Unexpected ${text}, expected ${expected}.`,
      found: text,
      expected,
    });
  }
}
