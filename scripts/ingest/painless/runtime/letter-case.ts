/** One character's upper case, as Java's Character has it: a code point stays one. */
export function upperCase(code: number): number {
  // Greek letters with a iota below have a title case, which is what Java takes.
  if (/^[\u1f80-\u1f87\u1f90-\u1f97\u1fa0-\u1fa7]$/.test(String.fromCodePoint(code))) return code + 8;
  if (/^[\u1fb3\u1fc3\u1ff3]$/.test(String.fromCodePoint(code))) return code + 9;
  return otherCase(code, (text) => text.toUpperCase());
}

/** One character's lower case, likewise. */
export function lowerCase(code: number): number {
  return code === 0x130 ? 0x69 : otherCase(code, (text) => text.toLowerCase());
}

/** Most characters whose other case is longer keep theirs. */
function otherCase(code: number, change: (text: string) => string): number {
  const [first = '', ...others] = change(String.fromCodePoint(code));
  return others.length === 0 ? (first.codePointAt(0) ?? code) : code;
}

const ASCII = /^[\0-\x7f]*$/;
const LATIN_1 = /^[\0-\xff]*$/;

/** The text with each character by itself in lower case, in which Java compares texts that ignore case. */
export function foldCase(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return Array.from(text, (char) =>
    String.fromCodePoint(lowerCase(upperCase(char.codePointAt(0) ?? 0))),
  ).join('');
}

/** Java's `compareToIgnoreCase`: the distance of the first characters that differ, or that of the lengths. */
export function compareIgnoringCase(left: string, right: string): number {
  const [a, b] = [foldCase(left), foldCase(right)];
  // Characters beyond 16 bits are compared whole, unless the JVM keeps one of the texts in bytes.
  const isByUnit = LATIN_1.test(left) || LATIN_1.test(right);
  const codeAt = (text: string, index: number): number =>
    (isByUnit ? text.charCodeAt(index) : text.codePointAt(index)) ?? 0;
  for (let index = 0; index < a.length && index < b.length; index += 1) {
    if (a[index] !== b[index]) return codeAt(a, index) - codeAt(b, index);
  }
  return a.length - b.length;
}
