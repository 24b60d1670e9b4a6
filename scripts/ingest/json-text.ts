/** What the text of JSON shows without parsing it: members, comments, the end of the first value. */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const SLASH = 0x2f;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** The position behind a string that begins at `start`; the text's length when it does not end. */
function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === BACKSLASH) index++;
    else if (code === QUOTE) return index + 1;
  }
  return text.length;
}

/** What a scan of the brackets, colons and strings of a text tells. */
export interface JsonShape {
  /** Members of its objects, duplicates counted. */
  readonly members: number;
  /** Objects and lists within each other. */
  readonly depth: number;
}

export function jsonShape(text: string): JsonShape {
  let members = 0;
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length; index++) {
    switch (text.charCodeAt(index)) {
      case QUOTE:
        index = endOfString(text, index) - 1;
        break;
      case COLON:
        members++;
        break;
      case SLASH:
        index = endOfComment(text, index) - 1;
        break;
      case OPEN_BRACE:
      case OPEN_BRACKET:
        depth++;
        if (depth > deepest) deepest = depth;
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        depth--;
    }
  }
  return { members, depth: deepest };
}

function endOfComment(text: string, start: number): number {
  const closing = text[start + 1] === '*' ? '*/' : '\n';
  const end = text.indexOf(closing, start + 2);
  return end === -1 ? text.length : end + closing.length;
}

/** The text with a blank for each comment. */
export function withoutComments(text: string): string {
  if (!text.includes('/')) return text;
  let result = '';
  let index = 0;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    const next = text[index + 1];
    if (code === QUOTE) {
      const end = endOfString(text, index);
      result += text.slice(index, end);
      index = end;
    } else if (code === SLASH && (next === '*' || next === '/')) {
      result += ' ';
      index = endOfComment(text, index);
    } else {
      result += text[index] ?? '';
      index++;
    }
  }
  return result;
}

/** The position behind the first value: an object or list by its brackets, a string, or a word up to a blank. */
export function endOfFirstValue(text: string): number {
  const start = text.search(/[^ \t\r\n]/);
  if (text[start] === '"') return endOfString(text, start);
  if (text[start] !== '{' && text[start] !== '[') return endOfWord(text, start);
  let depth = 0;
  for (let index = start; index < text.length; index++) {
    const character = text[index] ?? '';
    if (character === '"') index = endOfString(text, index) - 1;
    else if (character === '{' || character === '[') depth++;
    else if ((character === '}' || character === ']') && --depth === 0) return index + 1;
  }
  return text.length;
}

function endOfWord(text: string, start: number): number {
  const isNumber = /[-0-9]/.test(text[start] ?? '');
  const length = text.slice(start).search(isNumber ? /[ \t\r\n]/ : /[^A-Za-z0-9_$]/);
  return length === -1 ? text.length : start + Math.max(length, 1);
}
