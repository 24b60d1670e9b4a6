import { ContentError } from './errors';
import type { CharSet } from './java-regex-charset';
import { codePoint, complement, foldAsciiCase, foldUnicodeCase } from './java-regex-charset';
import { ESCAPE_CLASSES, propertyClass } from './java-regex-classes';

/** Java's embedded flags, by their letters. */
export interface RegexFlags {
  i: boolean;
  m: boolean;
  s: boolean;
  u: boolean;
  x: boolean;
  d: boolean;
}

const SIMPLE_ESCAPES: Readonly<Record<string, number>> = {
  t: 0x09,
  n: 0x0a,
  r: 0x0d,
  f: 0x0c,
  a: 0x07,
  e: 0x1b,
};

/** A cursor over a pattern that reads what classes and sequences have in common. */
export class RegexScanner {
  position = 0;
  readonly flags: RegexFlags = { i: false, m: false, s: false, u: false, x: false, d: false };

  constructor(readonly source: string) {}

  get done(): boolean {
    return this.position >= this.source.length;
  }

  looksAt(text: string): boolean {
    return this.source.startsWith(text, this.position);
  }

  /** Steps over the text when it is next. */
  take(text: string): boolean {
    if (!this.looksAt(text)) return false;
    this.position += text.length;
    return true;
  }

  /** The next character, one code point. */
  next(): string {
    if (this.done) throw this.syntaxError('the pattern ends too early');
    const char = String.fromCodePoint(this.source.codePointAt(this.position) ?? 0);
    this.position += char.length;
    return char;
  }

  /** What the sticky expression matches here, stepped over. */
  takeMatch(sticky: RegExp): RegExpExecArray | null {
    sticky.lastIndex = this.position;
    const match = sticky.exec(this.source);
    if (match !== null) this.position += match[0].length;
    return match;
  }

  folded(set: CharSet): CharSet {
    if (!this.flags.i) return set;
    return this.flags.u ? foldUnicodeCase(set) : foldAsciiCase(set);
  }

  /** The class that `\d`, `\p{Alpha}` … stand for; undefined when the escape (after its backslash) is none. */
  escapeClass(): CharSet | undefined {
    const predefined = this.takeMatch(/[dDhHsSvVwW]/y);
    if (predefined !== null) return ESCAPE_CLASSES[predefined[0]];
    const property = this.takeMatch(/([pP])(?:\{(\^?)([^}]*)\}|([A-Z]))/y);
    if (property === null) return undefined;
    const name = property[3] ?? property[4] ?? '';
    const set = propertyClass(name);
    if (set === undefined) throw this.unsupported(`the class \\${property[0]}`);
    const negated = (property[1] === 'P') !== (property[2] === '^');
    return negated ? complement(this.folded(set)) : this.folded(set);
  }

  /** The code point that an escape (after its backslash) stands for. */
  escapeChar(): number {
    const hex = this.takeMatch(/x\{([0-9A-Fa-f]+)\}|x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})/y);
    if (hex !== null)
      return this.surrogatePair(Number.parseInt(hex[1] ?? hex[2] ?? hex[3] ?? '', 16), hex[3]);
    const octal = this.takeMatch(/0([0-3][0-7]{2}|[0-7]{1,2})/y);
    if (octal !== null) return Number.parseInt(octal[1] ?? '', 8);
    const control = this.takeMatch(/c([\s\S])/y);
    if (control !== null) return codePoint(control[1] ?? '') ^ 64;
    const char = this.next();
    const simple = SIMPLE_ESCAPES[char];
    if (simple !== undefined) return simple;
    if (/[A-Za-z]/.test(char)) throw this.syntaxError(`illegal escape \\${char}`);
    return codePoint(char);
  }

  syntaxError(what: string): ContentError {
    return this.refusal('REGEX_SYNTAX', `The pattern ${this.source} is no Java regular expression: ${what}.`);
  }

  unsupported(construct: string): ContentError {
    return this.refusal(
      'REGEX_UNSUPPORTED',
      `The pattern ${this.source} uses ${construct}, which is not supported.`,
    );
  }

  private surrogatePair(code: number, fromUnit: string | undefined): number {
    if (fromUnit === undefined || code < 0xd800 || code > 0xdbff) {
      if (code > 0x10ffff) throw this.syntaxError('the code point is out of range');
      return code;
    }
    const low = this.takeMatch(/\\u([dD][c-fC-F][0-9A-Fa-f]{2})/y);
    return low === null
      ? code
      : (code - 0xd800) * 0x400 + Number.parseInt(low[1] ?? '', 16) - 0xdc00 + 0x10000;
  }

  private refusal(code: string, message: string): ContentError {
    return new ContentError({
      code,
      message,
      found: this.source.slice(Math.max(0, this.position - 1), this.position + 10),
      expected:
        'a pattern of java.util.regex without most lookaround, backreferences, atomic groups or possessive quantifiers',
      hint: `See character ${this.position + 1} of the pattern.`,
    });
  }
}
