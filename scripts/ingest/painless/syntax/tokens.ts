import { syntaxError } from './script-error';

export type Token =
  | {
      readonly kind: 'name' | 'operator' | 'keyword' | 'member' | 'end';
      readonly text: string;
      readonly at: number;
    }
  | { readonly kind: 'number'; readonly text: string; readonly at: number }
  | { readonly kind: 'string'; readonly text: string; readonly value: string; readonly at: number }
  | {
      readonly kind: 'regex';
      readonly text: string;
      readonly pattern: string;
      readonly flags: string;
      readonly at: number;
    };

const KEYWORDS = new Set([
  'if',
  'else',
  'while',
  'do',
  'for',
  'in',
  'continue',
  'break',
  'return',
  'new',
  'try',
  'catch',
  'throw',
  'this',
  'instanceof',
  'true',
  'false',
  'null',
]);

/** A line comment has to end with its line, not with the script. */
const BLANK = /(?:[ \t\r\n]|\/\/[^\n\r]*[\n\r]|\/\*[\s\S]*?\*\/)+/y;
const NAME = /[_a-zA-Z][_a-zA-Z0-9]*/y;
const NUMBER =
  /0[xX][0-9a-fA-F]+[lL]?|0[0-7]+[lL]?|(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?[fFdDlL]?/y;
const MEMBER = /[_a-zA-Z][_a-zA-Z0-9]*|0|[1-9][0-9]*/y;
const STRING = /"(?:\\["\\]|[^"\\])*"|'(?:\\['\\]|[^'\\])*'/y;
const REGEX = /\/((?:\\[^\n]|[^/\n\\])+)\/([cilmsUux]*)/y;
const OPERATOR =
  />>>=|===|!==|==~|>>>|<<=|>>=|\?\.|\?:|=~|==|!=|<=|>=|<<|>>|&&|\|\||\+\+|--|->|::|\+=|-=|\*=|\/=|%=|&=|\^=|\|=|[{}[\]().,;!~*/%+\-<>&^|?:=]/y;

/**
 * Cuts a script into tokens; the last one is of kind `end`.
 * @throws ContentError PAINLESS_SYNTAX.
 */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position;
    const match = pattern.exec(source);
    if (match !== null) position += match[0].length;
    return match;
  };
  for (;;) {
    take(BLANK);
    const at = position;
    if (at >= source.length) break;
    tokens.push(nextToken(source, at, tokens.at(-1), take));
  }
  tokens.push({ kind: 'end', text: 'end of script', at: source.length });
  return tokens;
}

function nextToken(
  source: string,
  at: number,
  previous: Token | undefined,
  take: (pattern: RegExp) => RegExpExecArray | null,
): Token {
  if (previous?.kind === 'operator' && (previous.text === '.' || previous.text === '?.')) {
    const member = take(MEMBER);
    if (member !== null) return { kind: 'member', text: member[0], at };
  }
  const name = take(NAME)?.[0];
  if (name !== undefined) return { kind: KEYWORDS.has(name) ? 'keyword' : 'name', text: name, at };
  const number = take(NUMBER)?.[0];
  if (number !== undefined) return { kind: 'number', text: number, at };
  const string = take(STRING)?.[0];
  if (string !== undefined) {
    return { kind: 'string', text: string, value: string.slice(1, -1).replace(/\\(.)/gs, '$1'), at };
  }
  if (source[at] === '/' && startsRegex(previous)) {
    const regex = take(REGEX);
    if (regex !== null)
      return { kind: 'regex', text: regex[0], pattern: regex[1] ?? '', flags: regex[2] ?? '', at };
    throw unexpectedCharacter(source, at);
  }
  const operator = take(OPERATOR)?.[0];
  if (operator !== undefined) return { kind: 'operator', text: operator, at };
  throw unexpectedCharacter(source, at);
}

/** A slash divides behind a value and opens a regular expression everywhere else, also behind a string, `true` and `null`. */
function startsRegex(previous: Token | undefined): boolean {
  if (previous === undefined || previous.kind === 'keyword' || previous.kind === 'string') return true;
  return previous.kind === 'operator' && previous.text !== ')' && previous.text !== ']';
}

function unexpectedCharacter(source: string, at: number): Error {
  const char = source[at] ?? '';
  if (char === '"' || char === "'") {
    return syntaxError(source, at, {
      message: 'A string is not closed, or has an escape that Painless does not know.',
      found: source.slice(at, at + 20),
      expected: `${char}…${char} with the escapes \\\\ and \\${char} only`,
    });
  }
  return syntaxError(source, at, {
    message: `Unexpected character ${char}.`,
    found: char,
    expected: 'a token',
  });
}
