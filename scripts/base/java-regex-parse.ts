import type { ParsedRegex, RegexNode } from './java-regex-ast';
import type { CharSet } from './java-regex-charset';
import { charSet, codePoint, complement, singleChar, union } from './java-regex-charset';
import { LINE_TERMINATORS, UNIX_LINE_TERMINATOR } from './java-regex-classes';
import { hasGroup, isNeverEmpty } from './java-regex-facts';
import { parseClass } from './java-regex-parse-class';
import type { RegexFlags } from './java-regex-scanner';
import { RegexScanner } from './java-regex-scanner';

const EMPTY: RegexNode = { kind: 'sequence', items: [] };
/** A repeated pattern is unrolled by the linear-time engine; its own limit is 1000. */
const MAX_REPEAT = 1000;
const MAX_DEPTH = 200;
/** Looking around counts as one step. */
const MAX_LOOK = 8;

/**
 * Parses a pattern of java.util.regex.Pattern (Java 25).
 * @throws ContentError REGEX_SYNTAX where Java would refuse the pattern, REGEX_UNSUPPORTED for what has no
 * linear-time equal: lookaround for texts of several lengths, backreferences, atomic groups, possessive quantifiers.
 */
export function parseJavaRegex(source: string, flags: string, unicodeBoundaries = false): ParsedRegex {
  return new RegexParser(source, flags, unicodeBoundaries).parse();
}

class RegexParser {
  private readonly scanner: RegexScanner;
  private readonly names = new Map<string, number>();
  private groupCount = 0;
  private depth = 0;

  constructor(
    source: string,
    flags: string,
    private readonly unicodeBoundaries: boolean,
  ) {
    this.scanner = new RegexScanner(source);
    this.setFlags(flags, true);
  }

  parse(): ParsedRegex {
    const root = this.parseEither();
    if (!this.scanner.done) throw this.scanner.syntaxError('unmatched )');
    return { root, groupCount: this.groupCount, names: this.names };
  }

  private parseEither(): RegexNode {
    if (++this.depth > MAX_DEPTH) throw this.scanner.unsupported(`groups nested deeper than ${MAX_DEPTH}`);
    const branches = [this.parseSequence()];
    while (this.scanner.take('|')) branches.push(this.parseSequence());
    this.depth--;
    return branches.length === 1 ? (branches[0] ?? EMPTY) : { kind: 'either', branches };
  }

  private parseSequence(): RegexNode {
    const { scanner } = this;
    const items: RegexNode[] = [];
    while (!scanner.done && !scanner.looksAt('|') && !scanner.looksAt(')')) {
      if (scanner.flags.x && scanner.takeMatch(/(?:[ \t\n\x0B\f\r]|#[^\n\r\u0085\u2028\u2029]*)+/y) !== null)
        continue;
      const quoted = scanner.takeMatch(/\\Q([\s\S]*?)(?:\\E|$)/y);
      if (quoted !== null) items.push(...this.quotedText(quoted[1] ?? ''));
      else items.push(this.parseQuantifiers(this.parseAtom()));
    }
    return items.length === 1 ? (items[0] ?? EMPTY) : { kind: 'sequence', items };
  }

  private quotedText(text: string): RegexNode[] {
    const nodes = Array.from(text, (char): RegexNode => this.literal(codePoint(char)));
    const last = nodes.pop();
    return last === undefined ? nodes : [...nodes, this.parseQuantifiers(last)];
  }

  private literal(code: number): RegexNode {
    return { kind: 'set', set: this.scanner.folded(singleChar(code)) };
  }

  private parseQuantifiers(atom: RegexNode): RegexNode {
    const { scanner } = this;
    const match = scanner.takeMatch(/[*+?]|\{(\d+)(?:(,)(\d*))?\}/y);
    if (match === null) return atom;
    if (scanner.take('+')) throw scanner.unsupported('a possessive quantifier');
    const [min, max] = quantifierBounds(match);
    if (max < min) throw scanner.syntaxError('a repetition range runs backwards');
    if (min > MAX_REPEAT || (max !== Infinity && max > MAX_REPEAT)) {
      throw scanner.unsupported(`a repetition of more than ${MAX_REPEAT}`);
    }
    if (max > 1 && hasGroup(atom) && !isNeverEmpty(atom)) {
      throw scanner.unsupported('a repeated group that can match the empty text');
    }
    return { kind: 'repeat', body: atom, min, max, lazy: scanner.take('?') };
  }

  private parseAtom(): RegexNode {
    const { scanner } = this;
    const char = scanner.next();
    switch (char) {
      case '(':
        return this.parseGroup();
      case '[':
        return { kind: 'set', set: parseClass(scanner) };
      case '.':
        return { kind: 'set', set: this.dot() };
      case '^':
        if (scanner.flags.m) throw scanner.unsupported('^ with the flag MULTILINE');
        return { kind: 'assertion', what: 'start' };
      case '$':
        if (scanner.flags.m) throw scanner.unsupported('$ with the flag MULTILINE');
        if (scanner.flags.d) throw scanner.unsupported('$ with the flag UNIX_LINES');
        return { kind: 'assertion', what: 'finalEnd' };
      case '\\':
        return this.parseEscape();
      case '*':
      case '+':
      case '?':
        throw scanner.syntaxError(`dangling meta character ${char}`);
      case '{':
        throw scanner.syntaxError('illegal repetition');
      default:
        return this.literal(codePoint(char));
    }
  }

  private dot(): ReturnType<typeof charSet> {
    const { s, d } = this.scanner.flags;
    if (s) return charSet([[0, 0x10ffff]]);
    return complement(d ? UNIX_LINE_TERMINATOR : LINE_TERMINATORS);
  }

  private parseEscape(): RegexNode {
    const { scanner } = this;
    const special = scanner.takeMatch(/[AzZbBGRXNk1-9]/y)?.[0];
    switch (special) {
      case undefined:
        break;
      case 'A':
        return { kind: 'assertion', what: 'start' };
      case 'z':
        return { kind: 'assertion', what: 'end' };
      case 'Z':
        return { kind: 'assertion', what: 'finalEnd' };
      case 'b':
        if (scanner.looksAt('{g}')) throw scanner.unsupported('\\b{g}');
        return { kind: 'assertion', what: this.unicodeBoundaries ? 'unicodeBoundary' : 'wordBoundary' };
      case 'B':
        return { kind: 'assertion', what: this.unicodeBoundaries ? 'notUnicodeBoundary' : 'notWordBoundary' };
      case 'G':
      case 'R':
      case 'X':
      case 'N':
        throw scanner.unsupported(`\\${special}`);
      default:
        throw scanner.unsupported(`the backreference \\${special}`);
    }
    const set = scanner.escapeClass();
    return set === undefined ? this.literal(scanner.escapeChar()) : { kind: 'set', set };
  }

  private parseGroup(): RegexNode {
    const { scanner } = this;
    const saved: RegexFlags = { ...scanner.flags };
    const node = this.parseGroupBody();
    if (node === undefined) return EMPTY;
    if (!scanner.take(')')) throw scanner.syntaxError('a group is not closed');
    Object.assign(scanner.flags, saved);
    return node;
  }

  /** The body of a group up to its `)`; undefined for `(?i)`, which is no group and lasts beyond its `)`. */
  private parseGroupBody(): RegexNode | undefined {
    const { scanner } = this;
    if (!scanner.take('?')) return this.capture(++this.groupCount);
    if (scanner.take(':')) return this.parseEither();
    if (scanner.take('>')) throw scanner.unsupported('an atomic group (?>…)');
    const look = scanner.takeMatch(/(<?)([=!])/y);
    if (look !== null) return this.look(look[1] === '<', look[2] === '!');
    const name = scanner.takeMatch(/<([A-Za-z][A-Za-z0-9]*)>/y)?.[1];
    if (name !== undefined) return this.namedCapture(name);
    const flags = scanner.takeMatch(/([idmsuxU]*)(?:-([idmsuxU]*))?([:)])/y);
    if (flags === null) throw scanner.syntaxError('unknown group (?');
    this.setFlags(flags[1] ?? '', true);
    this.setFlags(flags[2] ?? '', false);
    return flags[3] === ')' ? undefined : this.parseEither();
  }

  /** Whether characters are there or not; how many is fixed, and each is one of a set. */
  private look(behind: boolean, negated: boolean): RegexNode {
    const body = this.parseEither();
    const { scanner } = this;
    const name = behind ? 'lookbehind' : 'lookahead';
    const sets = fixedSets(body);
    if (sets === undefined || sets.length > MAX_LOOK) throw scanner.unsupported(`${name} of this kind`);
    return { kind: 'look', behind, negated, sets };
  }

  private namedCapture(name: string): RegexNode {
    if (this.names.has(name)) throw this.scanner.syntaxError(`the group name ${name} is used twice`);
    const index = ++this.groupCount;
    this.names.set(name, index);
    return this.capture(index);
  }

  private capture(index: number): RegexNode {
    return { kind: 'group', index, body: this.parseEither() };
  }

  private setFlags(letters: string, value: boolean): void {
    for (const letter of letters) {
      if (!(letter in this.scanner.flags)) throw this.scanner.unsupported(`the flag ${letter}`);
      this.scanner.flags[letter as keyof RegexFlags] = value;
    }
  }
}

/** The sets of which a node takes one character each; undefined for other nodes. */
function fixedSets(node: RegexNode): readonly CharSet[] | undefined {
  if (node.kind === 'set') return [node.set];
  if (node.kind !== 'sequence' && node.kind !== 'either') return undefined;
  const parts = (node.kind === 'sequence' ? node.items : node.branches).map(fixedSets);
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return undefined;
  if (node.kind === 'sequence') return known.flat();
  return known.every((part) => part.length === 1) ? [union(...known.flat())] : undefined;
}

function quantifierBounds(match: RegExpExecArray): [number, number] {
  if (match[0] === '*') return [0, Infinity];
  if (match[0] === '+') return [1, Infinity];
  if (match[0] === '?') return [0, 1];
  const min = Number(match[1]);
  if (match[2] === undefined) return [min, min];
  return [min, match[3] === '' ? Infinity : Number(match[3])];
}
