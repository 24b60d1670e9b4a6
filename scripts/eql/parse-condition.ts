import type {
  EqlComparison,
  EqlCondition,
  EqlField,
  EqlFunction,
  EqlLiteral,
  EqlMatchOperator,
} from './syntax-tree';
import type { TokenReader } from './token-reader';

/** Deeper nesting than anybody writes; keeps a hostile query from exhausting the stack. */
const MAX_DEPTH = 300;

const FUNCTIONS: ReadonlySet<string> = new Set<EqlFunction>([
  'wildcard',
  'startsWith',
  'endsWith',
  'stringContains',
  'cidrMatch',
]);
const COMPARISONS: ReadonlySet<string> = new Set<EqlComparison>(['==', '!=', '<', '<=', '>', '>=']);
const MATCHES: ReadonlySet<string> = new Set<EqlMatchOperator>([
  'in',
  'in~',
  'like',
  'like~',
  'regex',
  'regex~',
]);
const RESERVED: ReadonlySet<string> = new Set([
  ...['and', 'or', 'not', 'by', 'where', 'with', 'until', 'sequence', 'in', 'in~', 'like', 'like~'],
  ...['regex', 'regex~', 'true', 'false', 'null', 'any'],
]);
const LITERAL_WORDS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };

/** Reads what stands behind `where`. */
export class ConditionParser {
  private depth = 0;

  constructor(private readonly tokens: TokenReader) {}

  condition(): EqlCondition {
    return this.chain('or', () => this.chain('and', () => this.negation()));
  }

  /** `a.b`, `a.\`b c\``, `?a.b`. */
  field(expected = 'a field name'): EqlField {
    const { tokens } = this;
    const { start } = tokens.next;
    const optional = tokens.symbol('?');
    const parts = [this.namePart(expected)];
    while (tokens.symbol('.')) parts.push(this.namePart('the rest of the field name'));
    if (tokens.isSymbol('[') && tokens.next.start === tokens.end)
      tokens.fail('a field name without an index', 'Elasticsearch knows no positions in a list.');
    return { name: parts.join('.'), optional, span: { start, end: tokens.end } };
  }

  private namePart(expected: string): string {
    const { tokens } = this;
    const { kind, text } = tokens.next;
    if (kind === 'quoted-name') return tokens.take().text;
    const isName =
      kind === 'word' && !text.endsWith('~') && (!RESERVED.has(text) || tokens.peek(-1).text === '.');
    if (!isName) tokens.fail(expected, this.nameHint());
    return tokens.take().text;
  }

  private nameHint(): string | undefined {
    const { next } = this.tokens;
    if (next.kind === 'string' || next.kind === 'number')
      return 'Write the field on the left, the value on the right.';
    if (next.kind === 'symbol' && next.text === '-')
      return 'A name with a hyphen stands in backticks: `my-field`.';
    return undefined;
  }

  private chain(type: 'and' | 'or', operand: () => EqlCondition): EqlCondition {
    const first = operand();
    if (!this.tokens.isWord(type)) return first;
    const children = [first];
    while (this.tokens.word(type)) children.push(operand());
    const last = children.at(-1) ?? first;
    return { type, children, span: { start: outer(first).start, end: outer(last).end } };
  }

  private negation(): EqlCondition {
    const { tokens } = this;
    const { start } = tokens.next;
    if (!tokens.word('not')) return this.primary();
    this.enter();
    const child = this.negation();
    this.depth -= 1;
    return { type: 'not', child, span: { start, end: outer(child).end } };
  }

  private enter(): void {
    if ((this.depth += 1) > MAX_DEPTH) this.tokens.fail(`at most ${MAX_DEPTH} levels of parentheses`);
  }

  private primary(): EqlCondition {
    const { tokens } = this;
    const { start } = tokens.next;
    if (tokens.symbol('(')) {
      this.enter();
      const node = this.condition();
      tokens.needSymbol(')', 'A parenthesis is never closed, or “and” or “or” is missing.');
      this.depth -= 1;
      return { ...node, group: { start, end: tokens.end } };
    }
    if (tokens.isWord('true') || tokens.isWord('false')) {
      const value = tokens.take().text === 'true';
      return { type: 'constant', value, span: { start, end: tokens.end } };
    }
    if (tokens.next.kind === 'word' && tokens.peek(1).text === '(' && !MATCHES.has(tokens.next.text))
      return this.call();
    return this.comparison(this.field('a condition'), start, false);
  }

  private call(): EqlCondition {
    const { tokens } = this;
    const name = tokens.take();
    const insensitive = name.text.endsWith('~');
    const called = name.text.replace('~', '');
    tokens.take();
    if (called === 'length') {
      const field = this.field();
      tokens.needSymbol(')');
      if (!COMPARISONS.has(tokens.next.text)) tokens.fail('a comparison of the length, such as "> 10"');
      return this.comparison(field, name.start, true);
    }
    if (!isFunction(called)) {
      return tokens.fail(
        `one of the functions ${[...FUNCTIONS].join(', ')} and length`,
        `The function ${called} is not known to the embedded engine.`,
        name,
      );
    }
    if (insensitive && called === 'cidrMatch') tokens.fail('cidrMatch without "~"', undefined, name);
    const field = this.field();
    const values: EqlLiteral[] = [];
    while (tokens.symbol(',')) values.push(this.text());
    if (values.length === 0) tokens.fail('"," and a text');
    if (values.length > 1 && called !== 'wildcard' && called !== 'cidrMatch')
      tokens.fail(`one text in ${called}`);
    tokens.needSymbol(')');
    return {
      type: 'call',
      function: called,
      insensitive,
      field,
      values,
      span: { start: name.start, end: tokens.end },
    };
  }

  private comparison(field: EqlField, start: number, ofLength: boolean): EqlCondition {
    const { tokens } = this;
    const operator = tokens.next.text;
    if (tokens.next.kind === 'symbol' && isComparison(operator)) {
      tokens.take();
      const value = this.literal();
      if (value.value === null && operator !== '==' && operator !== '!=')
        tokens.fail('a value other than null', undefined, value.span);
      const span = { start, end: tokens.end };
      return { type: 'compare', field, ofLength, operator, value, span };
    }
    const isNegated = tokens.isWord('not');
    if (isNegated) tokens.take();
    const match = this.matchOperator();
    if (match === undefined) {
      if (isNegated) tokens.fail('"in" or "in~"');
      if (tokens.isSymbol('=')) tokens.fail('"=="', 'Equality is written ==, or : without regard to case.');
      if ('+-*/%'.includes(operator) && operator !== '')
        tokens.fail('a comparison', 'Arithmetic is not known to the embedded engine.');
      return { type: 'field', field, span: { start, end: tokens.end } };
    }
    if (isNegated && match !== 'in' && match !== 'in~')
      tokens.fail('"in" or "in~"', 'Write: not field like "…".');
    const values = this.values(match);
    const span = { start, end: tokens.end };
    const node: EqlCondition = { type: 'match', field, operator: match, values, span };
    return isNegated ? { type: 'not', child: node, span } : node;
  }

  private matchOperator(): EqlMatchOperator | undefined {
    const { tokens } = this;
    if (tokens.symbol(':')) return ':';
    const { kind, text } = tokens.next;
    if (kind !== 'word' || !isMatch(text)) return undefined;
    tokens.take();
    return text;
  }

  private values(operator: EqlMatchOperator): EqlLiteral[] {
    const { tokens } = this;
    const one = (): EqlLiteral =>
      operator === 'in' || operator === 'in~' || operator === ':' ? this.literal() : this.text();
    if (!tokens.isSymbol('(')) {
      if (operator === 'in' || operator === 'in~') tokens.fail('"("', 'A list stands in parentheses.');
      return [one()];
    }
    tokens.take();
    const values = [one()];
    while (tokens.symbol(',')) values.push(one());
    tokens.needSymbol(')', 'Values of a list are parted by commas.');
    return values;
  }

  private text(): EqlLiteral {
    if (this.tokens.next.kind !== 'string') this.tokens.fail('a text in double quotes');
    return this.literal();
  }

  /** A text, a number, true, false or null. */
  literal(): EqlLiteral {
    const { tokens } = this;
    const { start } = tokens.next;
    const sign = tokens.symbol('-') ? -1 : 1;
    const { kind, text } = tokens.next;
    const value =
      kind === 'number'
        ? sign * Number(text)
        : sign === -1
          ? undefined
          : kind === 'string'
            ? text
            : kind === 'word'
              ? LITERAL_WORDS[text]
              : undefined;
    if (value === undefined)
      return tokens.fail(
        'a value',
        kind === 'word' ? 'Text stands in double quotes; two fields cannot be compared.' : undefined,
      );
    tokens.take();
    return { value, span: { start, end: tokens.end } };
  }
}

function isFunction(name: string): name is EqlFunction {
  return FUNCTIONS.has(name);
}

function isComparison(text: string): text is EqlComparison {
  return COMPARISONS.has(text);
}

function isMatch(text: string): text is EqlMatchOperator {
  return MATCHES.has(text);
}

/** The node with the parentheses around it. */
function outer(node: EqlCondition): { readonly start: number; readonly end: number } {
  return node.group ?? node.span;
}
