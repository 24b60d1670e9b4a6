import { keywordAt, scanTerm, skipSpace } from './scan';
import { KqlSyntaxError, describeFound } from './syntax-error';
import type { KqlNode, KqlTerm, RangeOperator } from './syntax-tree';

/** Deeper nesting than anybody writes; keeps a hostile query from exhausting the stack. */
const MAX_DEPTH = 500;

type Operand = () => KqlNode;

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  query(): KqlNode {
    this.skip();
    if (this.at === this.text.length) return { type: 'match_all', span: { start: 0, end: this.text.length } };
    const node = this.disjunction(this.clause);
    this.skip();
    if (this.at < this.text.length) this.fail('"and", "or" or the end of the query', this.strayHint());
    return node;
  }

  private skip(): void {
    this.at = skipSpace(this.text, this.at);
  }

  private fail(expected: string, hint?: string): never {
    throw new KqlSyntaxError(this.text, this.at, describeFound(this.text, this.at), expected, hint);
  }

  private disjunction(operand: Operand): KqlNode {
    return this.chain('or', () => this.chain('and', () => this.negation(operand)));
  }

  private chain(word: 'and' | 'or', operand: Operand): KqlNode {
    const first = operand();
    let children: KqlNode[] | undefined;
    while (this.connective(word)) {
      children ??= [first];
      children.push(operand());
    }
    if (children === undefined) return first;
    const last = children.at(-1) ?? first;
    const span = { start: outerStart(first), end: outerEnd(last) };
    return { type: word, children, span };
  }

  /** Consumes ` and ` or ` or `: a space on both sides. */
  private connective(word: 'and' | 'or'): boolean {
    const start = skipSpace(this.text, this.at);
    if (start === this.at || !keywordAt(this.text, start, word)) return false;
    this.at = skipSpace(this.text, start + word.length);
    return true;
  }

  private negation(operand: Operand): KqlNode {
    if (!keywordAt(this.text, this.at, 'not')) return operand();
    const start = this.at;
    this.at = skipSpace(this.text, start + 3);
    const child = operand();
    return { type: 'not', child, span: { start, end: outerEnd(child) } };
  }

  /** Reads `open … close` around a query and leaves the position behind it. */
  private enclosed(close: string, operand: Operand): KqlNode {
    if ((this.depth += 1) > MAX_DEPTH) this.fail(`at most ${MAX_DEPTH} levels of parentheses`);
    this.at += 1;
    this.skip();
    const node = this.disjunction(operand);
    this.skip();
    if (this.text.charAt(this.at) !== close) this.fail(`"and", "or" or "${close}"`, this.strayHint());
    this.at += 1;
    this.depth -= 1;
    return node;
  }

  private readonly clause = (): KqlNode => {
    if (this.text.charAt(this.at) === '(') {
      const start = this.at;
      const node = this.enclosed(')', this.clause);
      return { ...node, group: { start, end: this.at } };
    }
    const field = this.term('a field name, a value or "("');
    const end = this.at;
    this.skip();
    if (this.text.charAt(this.at) === ':') return this.afterColon(field);
    if (this.text.charAt(this.at) === '<' || this.text.charAt(this.at) === '>') return this.range(field);
    this.at = end;
    return { type: 'is', field: null, value: field, span: field.span };
  };

  private afterColon(field: KqlTerm): KqlNode {
    this.at += 1;
    this.skip();
    const { start } = field.span;
    if (this.text.charAt(this.at) === '{') {
      const child = this.enclosed('}', this.clause);
      return { type: 'nested', path: field, child, span: { start, end: this.at } };
    }
    if (this.text.charAt(this.at) === '(') {
      const node = this.values(fieldOrNone(field));
      return { ...node, span: { start, end: outerEnd(node) } };
    }
    const value = this.term('a value, "(" or "{"');
    return { type: 'is', field: fieldOrNone(field), value, span: { start, end: value.span.end } };
  }

  private range(field: KqlTerm): KqlNode {
    const { text } = this;
    const isEqual = text.charAt(this.at + 1) === '=';
    const operator: RangeOperator =
      text.charAt(this.at) === '<' ? (isEqual ? 'lte' : 'lt') : isEqual ? 'gte' : 'gt';
    this.at += isEqual ? 2 : 1;
    this.skip();
    const value = this.term('a value');
    return { type: 'range', field, operator, value, span: { start: field.span.start, end: value.span.end } };
  }

  private values(field: KqlTerm | null): KqlNode {
    const list: Operand = () => {
      if (this.text.charAt(this.at) === '(') {
        const start = this.at;
        const node = this.enclosed(')', list);
        return { ...node, group: { start, end: this.at } };
      }
      const value = this.term('a value or "("');
      return { type: 'is', field, value, span: value.span };
    };
    return list();
  }

  private term(expected: string): KqlTerm {
    const scanned = scanTerm(this.text, this.at);
    if (scanned === undefined) return this.fail(expected, this.termHint());
    this.at = scanned.end;
    return scanned.term;
  }

  private termHint(): string | undefined {
    const { text, at } = this;
    if (keywordAt(text, at, 'not')) return 'Write "not" before the field, or f:(not value), once only.';
    if (text.charAt(at) === '"') return 'This quotation mark is never closed.';
    if (text.charAt(at) === '\\') return 'A backslash here must be written \\\\, or stand in quotes.';
    if (at >= text.length) return 'The query stops in the middle.';
    return undefined;
  }

  private strayHint(): string | undefined {
    const { text, at } = this;
    const char = text.charAt(at);
    if (keywordAt(text, at, 'not')) return 'Put values that contain the letters "not" and a space in quotes.';
    if (char === ':') return 'Put a value that contains ":" in quotes.';
    if (char === '(') return 'Operators need a space before "(".';
    if (char === ')' || char === '}') return `There is a "${char}" too many.`;
    if (char === '\\') return 'A backslash here must be written \\\\, or stand in quotes.';
    if (at >= text.length) return 'A parenthesis or brace is never closed.';
    return undefined;
  }
}

/** The unquoted word `null` in the place of a field is read as no field at all, as Kibana does. */
function fieldOrNone(field: KqlTerm): KqlTerm | null {
  return field.type === 'literal' && field.value === null ? null : field;
}

/** Where the node begins and ends with its parentheses; a value list's lie within its span already. */
function outerStart({ span, group }: KqlNode): number {
  return group === undefined ? span.start : Math.min(span.start, group.start);
}

function outerEnd({ span, group }: KqlNode): number {
  return group === undefined ? span.end : Math.max(span.end, group.end);
}

/**
 * Reads KQL as Kibana's detection engine does, quirks included (the grammar of Kibana's es-query package).
 * Throws {@link KqlSyntaxError}, and nothing else, when the text is not KQL.
 */
export function parseKql(text: string): KqlNode {
  return new Parser(text).query();
}
