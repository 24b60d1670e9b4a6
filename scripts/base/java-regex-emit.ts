import { UNICODE_WORD } from './java-regex-assertions';
import type { Assertion, ParsedRegex, RegexNode } from './java-regex-ast';
import type { CharSet } from './java-regex-charset';
import { hasEveryPair, hasOnlyPlainUnits } from './java-regex-charset';

/** How the parts of a pattern that engines spell differently are written. */
interface Dialect {
  char(code: number): string;
  assertion(what: Assertion): string;
  /** Called as groups open, from left to right. */
  openGroup(index: number): void;
  readonly emptySet: string;
}

const TERMINATOR = '(?:\\r\\n|[\\n\\r\\u0085\\u2028\\u2029])';

const ECMASCRIPT_ASSERTIONS: Readonly<Record<Assertion, string>> = {
  start: '^',
  end: '$',
  finalEnd: `(?=${TERMINATOR}?$)(?!(?<=\\r)\\n)`,
  wordBoundary: '\\b',
  notWordBoundary: '\\B',
  unicodeBoundary: `(?:(?<=${UNICODE_WORD})(?!${UNICODE_WORD})|(?<!${UNICODE_WORD})(?=${UNICODE_WORD}))`,
  notUnicodeBoundary: `(?:(?<=${UNICODE_WORD})(?=${UNICODE_WORD})|(?<!${UNICODE_WORD})(?!${UNICODE_WORD}))`,
};

/** Those that RE2 has. */
type Re2Assertion = Exclude<Assertion, 'unicodeBoundary' | 'notUnicodeBoundary'>;

const RE2_ASSERTIONS: Readonly<Record<Re2Assertion, string>> = {
  start: '\\A',
  end: '\\z',
  finalEnd: '\\z',
  wordBoundary: '\\b',
  notWordBoundary: '\\B',
};

/** How an input ends; CR LF is one line terminator and has no end in its middle. */
export type InputEnd = 'text' | 'crlf' | 'terminator';

/** What `finalEnd` becomes for such an input; where its group starts, the match ends. */
const RE2_FINAL_END: Readonly<Record<InputEnd, string>> = {
  text: '\\z',
  crlf: '((?:\\r\\n)?)\\z',
  terminator: '([\\n\\r\\x{85}\\x{2028}\\x{2029}]?)\\z',
};

/** The pattern for `RegExp`; with the flag `u` unless no character of it can be half of a surrogate pair. */
export function emitEcmaScript(regex: ParsedRegex): { source: string; flags: string } {
  const byUnits = runsByUnits(regex.root);
  const dialect: Dialect = {
    char: (code) =>
      code > 0xffff ? (byUnits ? '\\uffff' : `\\u{${code.toString(16)}}`) : plainChar(code, unitEscape),
    assertion: (what) => ECMASCRIPT_ASSERTIONS[what],
    openGroup: () => undefined,
    emptySet: '[]',
  };
  return { source: emit(regex.root, dialect), flags: byUnits ? '' : 'u' };
}

/** Stands in `groups` for a group that marks the final line terminator. */
export const TERMINATOR_GROUP = -1;

/**
 * The pattern for RE2. In the variants for input that ends with a line terminator, `$` takes in the
 * terminator by a group of its own, so `groups` says which group of the pattern each group of the emitted
 * one is. The pattern holds nothing that is beyond RE2.
 */
export function emitRe2(
  regex: ParsedRegex,
  inputEnd: InputEnd,
): { source: string; groups: readonly number[] } {
  const groups: number[] = [];
  const source = emit(regex.root, {
    char: (code) => plainChar(code, (hex) => `\\x{${hex}}`),
    assertion: (what) => {
      if (what !== 'finalEnd' || inputEnd === 'text') return RE2_ASSERTIONS[what as Re2Assertion];
      groups.push(TERMINATOR_GROUP);
      return RE2_FINAL_END[inputEnd];
    },
    openGroup: (index) => groups.push(index),
    emptySet: '[^\\x{0}-\\x{10ffff}]',
  });
  return { source, groups };
}

function emit(node: RegexNode, dialect: Dialect): string {
  switch (node.kind) {
    case 'set':
      return emitSet(node.set, dialect);
    case 'sequence':
      return node.items
        .map((item) => (item.kind === 'either' ? wrapped(item, dialect) : emit(item, dialect)))
        .join('');
    case 'either':
      return node.branches.map((branch) => emit(branch, dialect)).join('|');
    case 'group':
      dialect.openGroup(node.index);
      return `(${emit(node.body, dialect)})`;
    case 'assertion':
      return dialect.assertion(node.what);
    case 'look':
      return `(?${node.behind ? '<' : ''}${node.negated ? '!' : '='}${node.sets.map((set) => emitSet(set, dialect)).join('')})`;
    case 'repeat': {
      const isAtom = node.body.kind === 'set' || node.body.kind === 'group';
      const body = isAtom ? emit(node.body, dialect) : wrapped(node.body, dialect);
      return body + quantifier(node.min, node.max) + (node.lazy ? '?' : '');
    }
  }
}

function wrapped(node: RegexNode, dialect: Dialect): string {
  return `(?:${emit(node, dialect)})`;
}

function emitSet(set: CharSet, dialect: Dialect): string {
  const [only] = set;
  if (only === undefined) return dialect.emptySet;
  if (set.length === 1 && only[0] === only[1]) return dialect.char(only[0]);
  const ranges = set.map(([low, high]) =>
    low === high ? dialect.char(low) : `${dialect.char(low)}-${dialect.char(high)}`,
  );
  return `[${ranges.join('')}]`;
}

function quantifier(min: number, max: number): string {
  if (min === 0 && max === Infinity) return '*';
  if (min === 1 && max === Infinity) return '+';
  if (min === 0 && max === 1) return '?';
  if (min === max) return `{${min}}`;
  return max === Infinity ? `{${min},}` : `{${min},${max}}`;
}

function plainChar(code: number, escaped: (hex: string) => string): string {
  const char = String.fromCharCode(code);
  return code < 0x80 && /[A-Za-z0-9]/.test(char) ? char : escaped(code.toString(16));
}

function unitEscape(hex: string): string {
  return `\\u${hex.padStart(4, '0')}`;
}

/**
 * Whether reading UTF-16 units gives the same matches as reading code points: every set holds either no
 * character of a pair, or all of them and is then repeated greedily without an upper bound.
 */
export function runsByUnits(node: RegexNode): boolean {
  switch (node.kind) {
    case 'set':
      return hasOnlyPlainUnits(node.set);
    case 'repeat':
      if (node.body.kind === 'set' && node.max === Infinity && node.min <= 1 && !node.lazy) {
        return hasOnlyPlainUnits(node.body.set) || hasEveryPair(node.body.set);
      }
      return runsByUnits(node.body);
    case 'sequence':
      return node.items.every(runsByUnits);
    case 'either':
      return node.branches.every(runsByUnits);
    case 'group':
      return runsByUnits(node.body);
    case 'assertion':
      return node.what !== 'unicodeBoundary' && node.what !== 'notUnicodeBoundary';
    case 'look':
      return node.sets.every(hasOnlyPlainUnits) || (node.sets.length === 1 && node.sets.every(hasEveryPair));
  }
}
