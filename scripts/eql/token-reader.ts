import { EqlSyntaxError } from './syntax-error';
import { shown, tokenize, type Token } from './tokens';

const END: Token = { kind: 'end', text: '', start: 0, end: 0 };

/** Walks over the tokens of one query. */
export class TokenReader {
  private readonly tokens: readonly Token[];
  private at = 0;

  constructor(readonly text: string) {
    this.tokens = tokenize(text);
  }

  get next(): Token {
    return this.peek(0);
  }

  peek(distance: number): Token {
    return this.tokens[Math.min(this.at + distance, this.tokens.length - 1)] ?? END;
  }

  /** Where the token before the next one ended. */
  get end(): number {
    return this.tokens[this.at - 1]?.end ?? 0;
  }

  take(): Token {
    const token = this.next;
    this.at += 1;
    return token;
  }

  isSymbol(text: string): boolean {
    return this.next.kind === 'symbol' && this.next.text === text;
  }

  isWord(text: string): boolean {
    return this.next.kind === 'word' && this.next.text === text;
  }

  /** Takes the symbol when it is the next token. */
  symbol(text: string): boolean {
    if (!this.isSymbol(text)) return false;
    this.at += 1;
    return true;
  }

  /** Takes the word when it is the next token. */
  word(text: string): boolean {
    if (!this.isWord(text)) return false;
    this.at += 1;
    return true;
  }

  needSymbol(text: string, hint?: string): Token {
    if (!this.isSymbol(text)) this.fail(`"${text}"`, hint);
    return this.take();
  }

  needWord(text: string, hint?: string): Token {
    if (!this.isWord(text)) this.fail(`"${text}"`, hint);
    return this.take();
  }

  /** Refuses the token at hand, or the one given. */
  fail(expected: string, hint?: string, { start }: { readonly start: number } = this.next): never {
    throw new EqlSyntaxError(this.text, start, shown(this.text, start), expected, hint);
  }
}
