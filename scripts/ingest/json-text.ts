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

export interface BareText {
  /** The text with a blank for each comment. */
  readonly bare: string;
  /** It is cut off where a comment begins that does not end. */
  readonly isOpen: boolean;
  /** A number is the first value, and a comment begins at once behind it: only objects and lists allow that. */
  readonly touchesNumber: boolean;
}

/** Blanks before the first value are left out. */
export function withoutComments(text: string): BareText {
  if (!text.includes('/')) return { bare: text, isOpen: false, touchesNumber: false };
  let touchesNumber: boolean | undefined;
  let bare = '';
  let index = 0;
  while (index < text.length) {
    const character = text[index] ?? '';
    if (character === '/' && bare !== '') touchesNumber ??= /^-?[0-9][0-9.eE+-]*$/.test(bare);
    const isComment = character === '/' && /^(?:[*/]|$)/.test(text[index + 1] ?? '');
    if (isComment && !closes(text, index))
      return { bare, isOpen: true, touchesNumber: touchesNumber === true };
    const end = isComment
      ? endOfComment(text, index)
      : character === '"'
        ? endOfString(text, index)
        : index + 1;
    const part = isComment ? ' ' : text.slice(index, end);
    if (bare !== '' || !/^[ \t\r\n]/.test(part)) bare += part;
    index = end;
  }
  return { bare, isOpen: false, touchesNumber: touchesNumber === true };
}

/** Whether a comment ends: one of a line does so at the end of the text too. */
function closes(text: string, start: number): boolean {
  return text[start + 1] === '/' || (text[start + 1] === '*' && text.includes('*/', start + 2));
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
