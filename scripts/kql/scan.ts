import type { KqlTerm } from './syntax-tree';

/** Space as the grammar of Kibana has it: NBSP counts, other Unicode spaces are text. */
export function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13 || code === 0xa0;
}

/** The first offset from `start` on that is not a space. */
export function skipSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/** Is `word` (lower case, a keyword) at the offset in any case, with a space behind it? */
export function keywordAt(text: string, offset: number, word: 'and' | 'or' | 'not'): boolean {
  const end = offset + word.length;
  return end < text.length && isSpace(text.charCodeAt(end)) && text.slice(offset, end).toLowerCase() === word;
}

const special = '\\():<>"*{}';
const BACKSLASH = 0x5c;
const STAR = 0x2a;
const LETTER_N = 0x6e;

const specialCodes = new Uint8Array(128);
for (const char of special) specialCodes[char.charCodeAt(0)] = 1;

function isSpecial(code: number): boolean {
  return code < 128 && specialCodes[code] === 1;
}

const whitespaceEscapes: Readonly<Record<string, string>> = { t: '\t', r: '\r', n: '\n' };
const unicodeEscape = /^u[0-9a-fA-F]{4}$/;
const keywordEscape = /^(?:or|and|not)/i;

interface Escape {
  readonly value: string;
  readonly end: number;
}

function unicodeAt(text: string, backslash: number): Escape | undefined {
  const digits = text.slice(backslash + 1, backslash + 6);
  if (!unicodeEscape.test(digits)) return undefined;
  return { value: String.fromCharCode(parseInt(digits.slice(1), 16)), end: backslash + 6 };
}

/** White space is tried before keywords, so that `\not` is a newline and `ot`: a quirk of Kibana's grammar. */
function unquotedEscape(text: string, backslash: number): Escape | undefined {
  const next = text.charAt(backslash + 1);
  const space = next === '' ? undefined : whitespaceEscapes[next];
  if (space !== undefined) return { value: space, end: backslash + 2 };
  if (next !== '' && special.includes(next)) return { value: next, end: backslash + 2 };
  const unicode = unicodeAt(text, backslash);
  if (unicode !== undefined) return unicode;
  const keyword = keywordEscape.exec(text.slice(backslash + 1, backslash + 4))?.[0];
  return keyword === undefined ? undefined : { value: keyword, end: backslash + 1 + keyword.length };
}

function quotedEscape(text: string, backslash: number): Escape | undefined {
  const next = text.charAt(backslash + 1);
  const space = next === '' ? undefined : whitespaceEscapes[next];
  if (space !== undefined) return { value: space, end: backslash + 2 };
  if (next === '\\' || next === '"') return { value: next, end: backslash + 2 };
  return unicodeAt(text, backslash);
}

/**
 * The end of a run of spaces that belongs to the literal: the run's end, or undefined when the spaces
 * open ` and ` or ` or `.
 */
function spacesWithin(text: string, start: number): number | undefined {
  const end = skipSpace(text, start);
  return keywordAt(text, end, 'and') || keywordAt(text, end, 'or') ? undefined : end;
}

function unquotedTerm(parts: string[], start: number, end: number): KqlTerm {
  const span = { start, end };
  if (parts.length === 1) {
    const value = (parts[0] ?? '').trim();
    const typed = value === 'true' ? true : value === 'false' ? false : value === 'null' ? null : value;
    return { type: 'literal', value: typed, quoted: false, span };
  }
  parts[0] = parts[0]?.trimStart() ?? '';
  parts[parts.length - 1] = parts.at(-1)?.trimEnd() ?? '';
  return { type: 'wildcard', parts, span };
}

/** Reads an unquoted word, inner spaces included; undefined when none starts here. */
function unquoted(text: string, start: number): { term: KqlTerm; end: number } | undefined {
  const parts: string[] = [];
  let part = '';
  let copied = start;
  let at = start;
  // The span ends after the last character that is not an outer space.
  let visibleEnd = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isSpace(code)) {
      const end = spacesWithin(text, at);
      if (end === undefined) break;
      at = end;
      continue;
    }
    if (code === BACKSLASH) {
      const escape = unquotedEscape(text, at);
      if (escape === undefined) break;
      part += text.slice(copied, at) + escape.value;
      at = copied = visibleEnd = escape.end;
    } else if (code === STAR) {
      parts.push(part + text.slice(copied, at));
      part = '';
      at = copied = visibleEnd = at + 1;
    } else if (isSpecial(code) || ((code | 0x20) === LETTER_N && keywordAt(text, at, 'not'))) {
      break;
    } else {
      visibleEnd = at += 1;
    }
  }
  if (at === start) return undefined;
  parts.push(part + text.slice(copied, at));
  return { term: unquotedTerm(parts, start, visibleEnd), end: at };
}

/** Reads a quoted string; undefined when its closing quote is missing. */
function quoted(text: string, start: number): { term: KqlTerm; end: number } | undefined {
  let value = '';
  let at = start + 1;
  let copied = at;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '"') {
      value += text.slice(copied, at);
      return { term: { type: 'literal', value, quoted: true, span: { start, end: at + 1 } }, end: at + 1 };
    }
    const escape = char === '\\' ? quotedEscape(text, at) : undefined;
    if (escape === undefined) {
      at += 1;
    } else {
      value += text.slice(copied, at) + escape.value;
      at = copied = escape.end;
    }
  }
  return undefined;
}

/** Reads a field name or value at the offset; `end` is where the scan stopped, outer spaces included. */
export function scanTerm(text: string, start: number): { term: KqlTerm; end: number } | undefined {
  return text.charAt(start) === '"' ? quoted(text, start) : unquoted(text, start);
}
