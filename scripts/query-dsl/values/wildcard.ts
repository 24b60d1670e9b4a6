import { starPattern } from '../mapping/name-pattern';

/** Tells whether a text has the form of a pattern. */
export type TextTest = (text: string) => boolean;

type Piece = string | typeof anyChar | typeof anyText;
const anyChar = Symbol('?');
const anyText = Symbol('*');

/** `*`, `?` and `\` escapes, as Lucene's WildcardQuery reads them. */
function pieces(pattern: string): Piece[] {
  const result: Piece[] = [];
  const chars = Array.from(pattern);
  for (let at = 0; at < chars.length; at += 1) {
    const char = chars[at] ?? '';
    if (char === '*') result.push(anyText);
    else if (char === '?') result.push(anyChar);
    else if (char === '\\' && at + 1 < chars.length) result.push(chars[(at += 1)] ?? '');
    else result.push(char);
  }
  return result;
}

/** Only ASCII letters fold: Elasticsearch's case-insensitive automata know no others. */
export function foldAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function withoutAnyChar(all: readonly Piece[]): TextTest {
  const parts: string[] = [''];
  for (const piece of all) {
    if (typeof piece === 'string') parts.push((parts.pop() ?? '') + piece);
    else parts.push('');
  }
  return starPattern(parts);
}

/** Greedy match over code points; on failure only the last star moves, so the cost is at most n × m. */
function general(all: readonly Piece[]): TextTest {
  return (text) => {
    const chars = Array.from(text);
    let at = 0;
    let piece = 0;
    let star = -1;
    let resume = 0;
    while (at < chars.length) {
      const wanted = all[piece];
      if (wanted === anyText) {
        star = piece++;
        resume = at;
      } else if (wanted !== undefined && (wanted === anyChar || wanted === chars[at])) {
        piece += 1;
        at += 1;
      } else if (star >= 0) {
        piece = star + 1;
        at = resume += 1;
      } else {
        return false;
      }
    }
    while (all[piece] === anyText) piece += 1;
    return piece === all.length;
  };
}

/** Compiles a pattern of a `wildcard` query. */
export function wildcardTest(pattern: string, caseInsensitive = false): TextTest {
  const all = pieces(caseInsensitive ? foldAscii(pattern) : pattern);
  const test = all.includes(anyChar) ? general(all) : withoutAnyChar(all);
  return caseInsensitive ? (text) => test(foldAscii(text)) : test;
}
