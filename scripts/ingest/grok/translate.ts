/** A regular expression in Java's syntax with the named groups of the original by number. */
export interface TranslatedRegex {
  /** For texts of one line: `^` and `$` are the ends of the text. */
  readonly source: string;
  /** For texts of several lines, where `^` and `$` stand at each line, or with letters beyond ASCII. */
  readonly multiLine: string;
  /** Names by group: the first is that of group 1. */
  readonly groups: readonly string[];
}

/**
 * Translates Oniguruma's syntax (Ruby's), which grok expressions are written in, to Java's: named groups of any
 * name become numbered ones, plain groups do not capture, `\h` is a hexadecimal digit, and the flag `m` lets `.`
 * match line breaks.
 */
export function translateOniguruma(expression: string): TranslatedRegex {
  const groups: string[] = [];
  let source = '';
  let multiLine = '';
  let classDepth = 0;
  const add = (text: string): void => {
    source += text;
    multiLine += text;
  };
  for (let index = 0; index < expression.length; index++) {
    const character = expression[index] ?? '';
    if (character === '\\') {
      add(translateEscape(expression[index + 1] ?? '', classDepth > 0));
      index++;
    } else if (character === '[') {
      classDepth++;
      add(character);
    } else if (character === ']' && classDepth > 0) {
      classDepth--;
      add(character);
    } else if (character === '(' && classDepth === 0) {
      const [opening, length] = translateGroup(expression.slice(index), groups);
      source += opening;
      multiLine += opening.replace(/^\(\?i/, '(?iu');
      index += length - 1;
    } else if ((character === '^' || character === '$') && classDepth === 0) {
      source += character === '^' ? '\\A' : '\\z';
      multiLine += character === '^' ? LINE_START : LINE_END;
    } else if (character === '{' && classDepth === 0 && !QUANTIFIER.test(expression.slice(index))) {
      add('\\{');
    } else {
      add(character);
    }
  }
  return { source, multiLine, groups };
}

/** Not behind a line break that ends the text. */
const LINE_START = '(?:\\A|(?<=\\n)(?=[\\s\\S]))';
const LINE_END = '(?![^\\n])';

/** Any other brace is a character as others. */
const QUANTIFIER = /^\{(?:\d+,?\d*|,\d+)\}/;

const NAMED_GROUP = /^\(\?<([^=!>][^>]*)>/;
const FLAGS = /^\(\?([imx]*)(-[imx]+)?([:)])/;

/** The group's opening in Java, and the length of the original. */
function translateGroup(rest: string, groups: string[]): [string, number] {
  const named = NAMED_GROUP.exec(rest);
  if (named !== null) {
    groups.push(named[1] ?? '');
    return ['(', named[0].length];
  }
  if (!rest.startsWith('(?')) return ['(?:', 1];
  const flags = FLAGS.exec(rest);
  if (flags === null) return ['(', 1];
  const [matched, on = '', off = '', end = ''] = flags;
  return [`(?${on.replace('m', 's')}${off.replace('m', 's')}${end}`, matched.length];
}

function translateEscape(character: string, inClass: boolean): string {
  if (character !== 'h') return `\\${character}`;
  return inClass ? '0-9a-fA-F' : '[0-9a-fA-F]';
}
