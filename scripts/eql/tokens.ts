import { EqlSyntaxError } from './syntax-error';

export type TokenKind = 'word' | 'quoted-name' | 'string' | 'number' | 'symbol' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** A word or symbol as written (`in~` is one word); a name in backticks and a string without quotes and escapes. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const SPACE = /(?:[ \t\r\n]|\/\/[^\r\n]*|\/\*[^]*?\*\/)+/y;
const WORD = /[A-Za-z_@][A-Za-z0-9_]*~?/y;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const SYMBOL = /==|!=|<=|>=|!\[|[=<>:.,?()[\]|+\-*/%]/y;
const QUOTED_NAME = /`((?:[^`]|``)*)`/y;
const RAW_STRING = /"""([^]*?)"""/y;
const STRING = /"((?:[^"\\\r\n]|\\[^])*)"/y;
const ESCAPE = /\\(u\{[0-9A-Fa-f]{2,8}\}|[^])/g;

const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  '"': '"',
  '\\': '\\',
};

/** The tokens of a query, the last of them `end`. Throws {@link EqlSyntaxError}. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    at += matchAt(SPACE, text, at)?.[0].length ?? 0;
    if (at >= text.length) break;
    const token = tokenAt(text, at);
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: 'end', text: '', start: text.length, end: text.length });
  return tokens;
}

function tokenAt(text: string, start: number): Token {
  const token = (kind: TokenKind, match: RegExpExecArray, content = match[0]): Token => ({
    kind,
    text: content,
    start,
    end: start + match[0].length,
  });
  const word = matchAt(WORD, text, start);
  if (word) return token('word', word);
  // Before a dot a number is a number: `.5`; behind a word the dot belongs to a field name.
  const number = matchAt(NUMBER, text, start);
  if (number && !isFieldDot(text, start)) return token('number', number);
  const raw = matchAt(RAW_STRING, text, start);
  if (raw) return token('string', raw, raw[1] ?? '');
  const string = matchAt(STRING, text, start);
  if (string) return token('string', string, unescape(text, start + 1, string[1] ?? ''));
  const name = matchAt(QUOTED_NAME, text, start);
  if (name) return token('quoted-name', name, (name[1] ?? '').replaceAll('``', '`'));
  const symbol = matchAt(SYMBOL, text, start);
  if (symbol) return token('symbol', symbol);
  throw new EqlSyntaxError(
    text,
    start,
    shown(text, start),
    'a name, a value or an operator',
    hint(text, start),
  );
}

function isFieldDot(text: string, start: number): boolean {
  return text.charAt(start) === '.' && /[\w`]/.test(text.charAt(start - 1));
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function unescape(text: string, start: number, body: string): string {
  return body.replace(ESCAPE, (escape, code: string, at: number) => {
    const known = ESCAPES[code];
    if (known !== undefined) return known;
    const point = code.startsWith('u{') ? Number.parseInt(code.slice(2, -1), 16) : Number.NaN;
    if (point <= 0x10ffff) return String.fromCodePoint(point);
    throw new EqlSyntaxError(
      text,
      start + at,
      `"${escape}"`,
      'one of the escapes \\n, \\r, \\t, \\b, \\f, \\", \\\\ and \\u{…}',
      'A backslash itself is written \\\\, or as it is in a raw string: """…""".',
    );
  });
}

/** What stands at the offset, for people. */
export function shown(text: string, offset: number): string {
  if (offset >= text.length) return 'the end of the query';
  const word = /^\w+/.exec(text.slice(offset, offset + 40))?.[0];
  return `"${word ?? String.fromCodePoint(text.codePointAt(offset) ?? 0)}"`;
}

function hint(text: string, at: number): string | undefined {
  if (text.charAt(at) === '"') return 'This quotation mark is never closed; a string stands on one line.';
  if (text.charAt(at) === "'") return 'Strings stand in double quotes.';
  if (text.charAt(at) === '`') return 'This backtick is never closed.';
  return undefined;
}
