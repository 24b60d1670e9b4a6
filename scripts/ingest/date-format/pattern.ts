import { Unsupported } from '../unsupported';

/** A number in a date pattern. */
export interface NumberToken {
  readonly kind: 'number';
  readonly field: NumberField;
  readonly min: number;
  readonly max: number;
  /** Java's SignStyle: whether a sign may stand before the digits. */
  readonly sign: 'never' | 'negative' | 'exceeds';
  /** Digits of the fixed numbers that follow at once and must be left to them. */
  reserved: number;
  /** Digits that are missing are reported where they are missing, and not where the number begins. */
  readonly failsAtDigit?: true;
}

export type NumberField =
  | 'year'
  | 'yearOfEra'
  | 'month'
  | 'day'
  | 'dayOfYear'
  | 'hour'
  | 'hour12From0'
  | 'hour12From1'
  | 'hour24From1'
  | 'minute'
  | 'second'
  | 'nanos';

export type NameField = 'month' | 'weekday' | 'halfDay' | 'era';

export type Token =
  | NumberToken
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'reduced'; readonly field: 'year' | 'yearOfEra' }
  | { readonly kind: 'fraction'; readonly digits: number }
  | {
      readonly kind: 'name';
      readonly field: NameField;
      readonly short: boolean;
      /** Without a language: Java then has no long names, and calls the eras otherwise. */
      readonly root?: true;
    }
  | { readonly kind: 'offset'; readonly shape: OffsetShape; readonly zero: string }
  | { readonly kind: 'zone'; readonly style: 'id' | 'text' }
  | { readonly kind: 'optional'; readonly tokens: readonly Token[] };

/** How an offset is written: `hm` hours and, unless zero, minutes; `HM` both; a colon between them or not. */
export type OffsetShape = 'hm' | 'HM' | 'H:M' | 'HMs' | 'H:M:s';

const PLAIN_NUMBERS: Readonly<Record<string, NumberField>> = {
  d: 'day',
  H: 'hour',
  h: 'hour12From1',
  K: 'hour12From0',
  k: 'hour24From1',
  m: 'minute',
  s: 'second',
};

const OFFSET_SHAPES: readonly OffsetShape[] = ['hm', 'HM', 'H:M', 'HMs', 'H:M:s'];
const ZERO_OFFSETS = ['+00', '+0000', '+00:00', '+0000', '+00:00'];

/**
 * Reads a pattern of java.time.format.DateTimeFormatter.
 *
 * Throws an Error that names the letter which is not supported (week fields, quarters, `O`, `B` and others) or is
 * none at all.
 */
export function parsePattern(pattern: string): Token[] {
  const reader = new PatternReader(pattern);
  const tokens = reader.readUntil(false);
  reserveDigits(tokens);
  return tokens;
}

/** The pattern as Java reads it without a language (`Locale.ROOT`). */
export function inRootLocale(tokens: readonly Token[]): Token[] {
  return tokens.map((token) => {
    if (token.kind === 'optional') return { ...token, tokens: inRootLocale(token.tokens) };
    return token.kind === 'name' ? { ...token, short: true, root: true } : token;
  });
}

class PatternReader {
  private index = 0;

  constructor(private readonly pattern: string) {}

  readUntil(inOptional: boolean): Token[] {
    const tokens: Token[] = [];
    while (this.index < this.pattern.length) {
      const character = this.pattern[this.index] ?? '';
      if (character === ']') {
        if (!inOptional) throw new Error('the pattern has a ] without a [');
        return tokens;
      }
      tokens.push(this.readToken(character));
    }
    return tokens;
  }

  private readToken(character: string): Token {
    if (character === '[') return this.readOptional();
    if (character === "'") return this.readQuoted();
    if (/[A-Za-z]/.test(character)) return this.readLetters(character);
    if (/[{}#]/.test(character)) throw new Error(`"${character}" is reserved in patterns`);
    this.index++;
    return { kind: 'literal', text: character };
  }

  private readOptional(): Token {
    this.index++;
    const tokens = this.readUntil(true);
    this.index++;
    return { kind: 'optional', tokens };
  }

  private readQuoted(): Token {
    const match = /^'((?:[^']|'')*)'/.exec(this.pattern.slice(this.index));
    if (match === null) throw new Error('the pattern has a quote that does not end');
    this.index += match[0].length;
    return { kind: 'literal', text: match[1] === '' ? "'" : (match[1] ?? '').replaceAll("''", "'") };
  }

  private readLetters(letter: string): Token {
    let end = this.index;
    while (this.pattern[end] === letter) end++;
    const count = end - this.index;
    this.index = end;
    const token = letterToken(letter, count);
    if (token === undefined)
      throw new Unsupported(`the pattern letters "${letter.repeat(count)}" are not supported`);
    return token;
  }
}

function letterToken(letter: string, count: number): Token | undefined {
  switch (letter) {
    case 'y':
    case 'u':
      return yearToken(letter === 'y' ? 'yearOfEra' : 'year', count);
    case 'M':
    case 'L':
      if (count < 3) return plainNumber('month', count);
      return count < 5 ? { kind: 'name', field: 'month', short: count === 3 } : undefined;
    case 'D':
      return count < 4
        ? number('dayOfYear', count, count === 1 ? 19 : 3, count === 1 ? 'negative' : 'never')
        : undefined;
    case 'S':
      return count < 10 ? { kind: 'fraction', digits: count } : undefined;
    case 'n':
      return number('nanos', count, 19, 'negative');
    case 'E':
      return count < 5 ? { kind: 'name', field: 'weekday', short: count < 4 } : undefined;
    case 'a':
      return count === 1 ? { kind: 'name', field: 'halfDay', short: true } : undefined;
    case 'G':
      return count < 4 ? { kind: 'name', field: 'era', short: true } : undefined;
    default:
      return zoneToken(letter, count) ?? plainToken(letter, count);
  }
}

function plainToken(letter: string, count: number): Token | undefined {
  const field = PLAIN_NUMBERS[letter];
  return field === undefined || count > 2 ? undefined : plainNumber(field, count);
}

function zoneToken(letter: string, count: number): Token | undefined {
  const shape = OFFSET_SHAPES[count - 1];
  if (letter === 'X' && shape !== undefined) return { kind: 'offset', shape, zero: 'Z' };
  if (letter === 'x' && shape !== undefined)
    return { kind: 'offset', shape, zero: ZERO_OFFSETS[count - 1] ?? '' };
  if (letter === 'Z' && count < 4) return { kind: 'offset', shape: 'HM', zero: '+0000' };
  if (letter === 'Z' && count === 5) return { kind: 'offset', shape: 'H:M:s', zero: 'Z' };
  if (letter === 'z' && count < 4) return { kind: 'zone', style: 'text' };
  return letter === 'V' && count === 2 ? { kind: 'zone', style: 'id' } : undefined;
}

function yearToken(field: 'year' | 'yearOfEra', count: number): Token {
  if (count === 2) return { kind: 'reduced', field };
  return number(field, count, 19, count < 4 ? 'negative' : 'exceeds');
}

function plainNumber(field: NumberField, count: number): NumberToken {
  return count === 1 ? number(field, 1, 19, 'negative') : number(field, count, count, 'never');
}

function number(field: NumberField, min: number, max: number, sign: NumberToken['sign']): NumberToken {
  return { kind: 'number', field, min, max, sign, reserved: 0 };
}

/** Java's adjacent value parsing: in `yyyyMMdd` the year leaves four digits to month and day. */
function reserveDigits(tokens: readonly Token[]): void {
  let active: NumberToken | undefined;
  for (const token of tokens) {
    if (token.kind === 'number' && token.min === token.max && active !== undefined) {
      active.reserved += token.max;
    } else {
      active = token.kind === 'number' ? token : undefined;
    }
    if (token.kind === 'optional') reserveDigits(token.tokens);
  }
}
