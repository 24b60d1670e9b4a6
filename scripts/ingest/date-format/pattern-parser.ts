import { HALF_DAYS, MONTHS, ROOT_ERAS, shortName, WEEKDAYS } from './names';
import type { NumberField, NumberToken, OffsetShape, Token } from './pattern';
import { fixedZone, tryZoneOf, UTC, type Zone } from './zone';

/** What a pattern found in a text, not yet checked against the calendar. */
export type ParsedFields = Partial<Record<NumberField | 'weekday' | 'halfDay' | 'era', number>> & {
  zone?: Zone;
};

/** Reads a text by a pattern. Returns the fields, or the position where the text does not fit. */
export function parseByPattern(tokens: readonly Token[], text: string): ParsedFields | PatternMismatch {
  const reader = new TextReader(text);
  if (!reader.readAll(tokens)) return { mismatchAt: reader.errorAt, unparsed: false };
  if (reader.index < text.length) return { mismatchAt: reader.index, unparsed: true };
  return reader.fields;
}

export interface PatternMismatch {
  readonly mismatchAt: number;
  /** The pattern fits, but text is left. */
  readonly unparsed: boolean;
}

class TextReader {
  index = 0;
  errorAt = 0;
  fields: ParsedFields = {};

  constructor(private readonly text: string) {}

  readAll(tokens: readonly Token[]): boolean {
    return tokens.every((token) => this.read(token));
  }

  private read(token: Token): boolean {
    switch (token.kind) {
      case 'literal':
        return this.text.startsWith(token.text, this.index) ? this.advance(token.text.length) : this.fail();
      case 'number':
        return this.readNumber(token);
      case 'reduced':
        return this.readReduced(token.field);
      case 'fraction':
        return this.readFraction(token.digits);
      case 'name':
        return this.readName(token);
      case 'offset':
        return this.readOffset(token.shape, token.zero);
      case 'zone':
        return this.readZone();
      case 'optional':
        return this.readOptional(token.tokens);
    }
  }

  private advance(count: number): true {
    this.index += count;
    return true;
  }

  private fail(at = this.index): false {
    this.errorAt = at;
    return false;
  }

  private readOptional(tokens: readonly Token[]): true {
    const index = this.index;
    const fields = { ...this.fields };
    if (!this.readAll(tokens)) {
      this.index = index;
      this.fields = fields;
    }
    return true;
  }

  private countDigits(from: number, max: number): number {
    let count = 0;
    while (count < max && /[0-9]/.test(this.text[from + count] ?? '')) count++;
    return count;
  }

  private readNumber({ field, min, max, sign, reserved, failsAtDigit }: NumberToken): boolean {
    const signText = /[+-]/.exec(this.text[this.index] ?? '')?.[0];
    if (signText === '-' && sign === 'never') return this.fail();
    if (signText === '+' && sign !== 'exceeds') return this.fail();
    const start = this.index + (signText === undefined ? 0 : 1);
    const run = this.countDigits(start, max + reserved);
    const length = reserved > 0 ? Math.max(min, run - reserved) : run;
    if (run < min) return this.fail(failsAtDigit === true ? start + run : start);
    if (sign === 'exceeds') {
      if (signText === '+' && length <= min) return this.fail();
      if (signText === undefined && length > min) return this.fail();
    }
    const value = Number(this.text.slice(start, start + length));
    if (signText === '-' && value === 0) return this.fail();
    this.fields[field] = signText === '-' ? -value : value;
    this.index = start + length;
    return true;
  }

  /** Two digits of a year from 2000 to 2099. */
  private readReduced(field: 'year' | 'yearOfEra'): boolean {
    if (this.countDigits(this.index, 2) < 2) return this.fail();
    this.fields[field] = 2000 + Number(this.text.slice(this.index, this.index + 2));
    return this.advance(2);
  }

  private readFraction(digits: number): boolean {
    const found = this.countDigits(this.index, digits);
    if (found < digits) return this.fail();
    this.fields.nanos = Number(this.text.slice(this.index, this.index + digits).padEnd(9, '0'));
    return this.advance(digits);
  }

  private readName({ field, short, root }: NameToken): boolean {
    const known = field === 'era' && root ? ROOT_ERAS : NAMES[field];
    const names = known.map((name) => (short ? shortName(name) : name));
    const position = names.findIndex((name) => this.text.startsWith(name, this.index));
    if (position === -1) return this.fail();
    this.fields[field] = field === 'halfDay' || field === 'era' ? position : position + 1;
    return this.advance(names[position]?.length ?? 0);
  }

  private readOffset(shape: OffsetShape, zero: string): boolean {
    const rest = this.text.slice(this.index);
    const [matched, sign, hours = '0', minutes = '0', seconds = '0'] = OFFSETS[shape].exec(rest) ?? [];
    if (matched !== undefined) {
      const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
      this.fields.zone = size === 0 ? UTC : fixedZone(sign === '-' ? -size : size);
      return this.advance(matched.length);
    }
    if (!rest.startsWith(zero)) return this.fail();
    this.fields.zone = UTC;
    return this.advance(zero.length);
  }

  private readZone(): boolean {
    const [id] = /^(?:[+-][0-9:]+|[A-Za-z][A-Za-z0-9~/._+-]*)/.exec(this.text.slice(this.index)) ?? [];
    const zone = id === undefined ? undefined : (ABBREVIATED_ZONES.get(id) ?? id);
    const found = zone === undefined ? undefined : tryZoneOf(zone);
    if (id === undefined || found === undefined) return this.fail();
    this.fields.zone = found;
    return this.advance(id.length);
  }
}

type NameToken = Extract<Token, { kind: 'name' }>;

const NAMES = {
  month: MONTHS,
  weekday: WEEKDAYS,
  halfDay: HALF_DAYS,
  era: ['BC', 'AD'],
} as const;

const OFFSETS: Readonly<Record<OffsetShape, RegExp>> = {
  hm: /^([+-])(\d\d)([0-5]\d)?/,
  HM: /^([+-])(\d\d)([0-5]\d)/,
  'H:M': /^([+-])(\d\d):([0-5]\d)/,
  HMs: /^([+-])(\d\d)([0-5]\d)([0-5]\d)?/,
  'H:M:s': /^([+-])(\d\d):([0-5]\d)(?::([0-5]\d))?/,
};

/** The abbreviations that mail and log headers use; Java knows more, which are refused here. */
const ABBREVIATED_ZONES: ReadonlyMap<string, string> = new Map([
  ['EST', 'America/New_York'],
  ['EDT', 'America/New_York'],
  ['CST', 'America/Chicago'],
  ['CDT', 'America/Chicago'],
  ['MST', 'America/Denver'],
  ['MDT', 'America/Denver'],
  ['PST', 'America/Los_Angeles'],
  ['PDT', 'America/Los_Angeles'],
  ['CET', 'Europe/Paris'],
  ['CEST', 'Europe/Paris'],
]);
