import type { AssignableExpression, BinaryOperator, Expression, LambdaExpression, Parameter } from './ast';
import { ASSIGNMENTS, PRECEDENCE } from './precedence';
import { isCast, isLambda } from './lookahead';
import { parseNumber } from './parse-number';
import { parseType, typeLength } from './parse-type';
import { unsupportedError } from './script-error';
import type { TokenStream } from './token-stream';

/** Reads the block of a lambda; given by the statement parser, which knows this one. */
export type ParseBlock = () => Extract<LambdaExpression['body'], { kind: 'block' }>;

/** Deeper nesting than any script needs; keeps hostile content from exhausting the stack. */
const MAX_DEPTH = 200;

/** Precedence climbing over the expressions of Painless. */
export class ExpressionParser {
  private depth = 0;

  constructor(
    private readonly tokens: TokenStream,
    private readonly parseBlock: ParseBlock,
  ) {}

  parse(): Expression {
    if (++this.depth > MAX_DEPTH) throw this.tokens.unexpected(`at most ${MAX_DEPTH} nested expressions`);
    const left = this.parseElvis();
    const result = this.parseConditionalOrAssignment(left);
    this.depth--;
    return result;
  }

  private parseConditionalOrAssignment(left: Expression): Expression {
    const { tokens } = this;
    const { text, at } = tokens.current;
    if (tokens.take('?')) {
      const whenTrue = this.parse();
      tokens.expect(':');
      return { kind: 'conditional', condition: left, whenTrue, whenFalse: this.parse(), at };
    }
    if (tokens.current.kind !== 'operator' || !ASSIGNMENTS.includes(text)) return left;
    const target = this.assignable(left);
    tokens.next();
    const operator = text === '=' ? null : (text.slice(0, -1) as BinaryOperator);
    return { kind: 'assign', target, operator, value: this.parse(), at };
  }

  private assignable(expression: Expression): AssignableExpression {
    if (expression.kind === 'variable' || expression.kind === 'member' || expression.kind === 'index')
      return expression;
    throw this.tokens.unexpected('a variable, field or element on the left of an assignment');
  }

  private parseElvis(): Expression {
    const left = this.parseBinary(1);
    const { at } = this.tokens.current;
    return this.tokens.take('?:') ? { kind: 'elvis', left, right: this.parseElvis(), at } : left;
  }

  private parseBinary(minimum: number): Expression {
    const { tokens } = this;
    let left = this.parseUnary();
    for (;;) {
      const { text, at, kind } = tokens.current;
      const strength = kind === 'operator' || text === 'instanceof' ? (PRECEDENCE[text] ?? 0) : 0;
      if (strength < minimum || strength === 0) return left;
      tokens.next();
      if (text === 'instanceof') {
        left = { kind: 'instanceof', operand: left, type: parseType(tokens), at };
        continue;
      }
      const right = this.parseBinary(strength + 1);
      left =
        text === '&&' || text === '||'
          ? { kind: 'logical', operator: text, left, right, at }
          : { kind: 'binary', operator: text as BinaryOperator, left, right, at };
    }
  }

  private parseUnary(): Expression {
    const { tokens } = this;
    const { text, at } = tokens.current;
    if (tokens.is('++') || tokens.is('--')) {
      tokens.next();
      const target = this.assignable(this.parsePostfix(this.parsePrimary()));
      return { kind: 'increment', target, delta: text === '++' ? 1 : -1, isPrefix: true, at };
    }
    // In `-1.compareTo(2)` the minus is of the whole.
    const isSigned = tokens.is('-') && tokens.ahead(1).kind === 'number';
    if (isSigned && !['.', '?.', '['].includes(tokens.ahead(2).text)) {
      tokens.next();
      const number = parseNumber(tokens.source, tokens.next().text, at, true);
      return number;
    }
    if (tokens.is('!') || tokens.is('~') || tokens.is('+') || tokens.is('-')) {
      tokens.next();
      return {
        kind: 'unary',
        operator: text as '!' | '~' | '+' | '-',
        operand: this.nested(() => this.parseUnary()),
        at,
      };
    }
    if (tokens.is('(') && isCast(tokens)) {
      tokens.next();
      const type = parseType(tokens);
      tokens.expect(')');
      return { kind: 'cast', type, operand: this.nested(() => this.parseUnary()), at };
    }
    return this.parsePostfix(this.parsePrimary());
  }

  private nested(parse: () => Expression): Expression {
    if (++this.depth > MAX_DEPTH) throw this.tokens.unexpected(`at most ${MAX_DEPTH} nested expressions`);
    const expression = parse();
    this.depth--;
    return expression;
  }

  private parsePostfix(primary: Expression): Expression {
    const { tokens } = this;
    let expression = primary;
    for (;;) {
      const { at, text } = tokens.current;
      if (tokens.take('.') || tokens.take('?.')) {
        expression = this.parseMember(expression, text === '?.', at);
      } else if (tokens.take('[')) {
        const index = this.parse();
        tokens.expect(']');
        expression = { kind: 'index', target: expression, index, at };
      } else if (tokens.is('++') || tokens.is('--')) {
        tokens.next();
        const target = this.assignable(expression);
        return { kind: 'increment', target, delta: text === '++' ? 1 : -1, isPrefix: false, at };
      } else {
        return expression;
      }
    }
  }

  private parseMember(target: Expression, nullSafe: boolean, at: number): Expression {
    const { tokens } = this;
    if (tokens.current.kind !== 'member') throw tokens.unexpected('a field or method name');
    const name = tokens.next().text;
    if (!tokens.is('(')) return { kind: 'member', target, name, nullSafe, at };
    return { kind: 'call', target, name, args: this.parseArguments(), nullSafe, at };
  }

  private parseArguments(): Expression[] {
    const { tokens } = this;
    tokens.expect('(');
    const args: Expression[] = [];
    while (!tokens.is(')')) {
      args.push(isLambda(tokens) ? this.parseLambda() : this.parse());
      if (!tokens.is(')')) tokens.expect(',');
    }
    tokens.next();
    return args;
  }

  private parsePrimary(): Expression {
    const { tokens } = this;
    const token = tokens.current;
    const { at } = token;
    switch (token.kind) {
      case 'number':
        tokens.next();
        return parseNumber(tokens.source, token.text, at, false);
      case 'string':
        tokens.next();
        return { kind: 'literal', type: 'String', value: token.value, at };
      case 'regex':
        tokens.next();
        return { kind: 'regex', pattern: token.pattern, flags: token.flags, at };
      case 'name':
        return this.parseName();
      case 'keyword':
        return this.parseKeyword();
      default:
        break;
    }
    if (tokens.take('(')) {
      const inner = this.parse();
      tokens.expect(')');
      return inner;
    }
    if (tokens.take('[')) return this.parseCollection(at);
    throw tokens.unexpected('an expression');
  }

  private parseKeyword(): Expression {
    const { tokens } = this;
    const { text, at } = tokens.current;
    if (tokens.take('true') || tokens.take('false')) {
      return { kind: 'literal', type: 'boolean', value: text === 'true', at };
    }
    if (tokens.take('null')) return { kind: 'literal', type: 'null', value: null, at };
    if (tokens.take('new')) return this.parseNew(at);
    if (tokens.take('this')) {
      tokens.expect('::');
      return { kind: 'methodReference', target: 'this', name: tokens.expectName('a method name').text, at };
    }
    throw tokens.unexpected('an expression');
  }

  private parseName(): Expression {
    const { tokens } = this;
    const { at } = tokens.current;
    const length = typeLength(tokens, 0);
    if (tokens.is('::', length)) {
      const target = parseType(tokens);
      tokens.next();
      const name = tokens.take('new') ? 'new' : tokens.expectName('a method name').text;
      return { kind: 'methodReference', target, name, at };
    }
    const name = tokens.next().text;
    if (tokens.is('(')) return { kind: 'functionCall', name, args: this.parseArguments(), at };
    return { kind: 'variable', name, at };
  }

  private parseNew(at: number): Expression {
    const { tokens } = this;
    const type = parseType(tokens);
    if (type.endsWith('[]')) {
      const items: Expression[] = [];
      tokens.expect('{');
      while (!tokens.is('}')) {
        items.push(this.parse());
        if (!tokens.is('}')) tokens.expect(',');
      }
      tokens.next();
      return { kind: 'newArray', elementType: type.slice(0, -2), content: items, at };
    }
    if (tokens.take('[')) {
      const content = this.parse();
      tokens.expect(']');
      if (tokens.is('[')) throw unsupportedError(tokens.source, at, 'an array of arrays');
      return { kind: 'newArray', elementType: type, content, at };
    }
    return { kind: 'new', type, args: this.parseArguments(), at };
  }

  private parseCollection(at: number): Expression {
    const { tokens } = this;
    if (tokens.take(']')) return { kind: 'list', items: [], at };
    if (tokens.take(':')) {
      tokens.expect(']');
      return { kind: 'map', entries: [], at };
    }
    const first = this.parse();
    if (tokens.is(':')) return this.parseMapEntries(first, at);
    const items = [first];
    while (tokens.take(',')) items.push(this.parse());
    tokens.expect(']');
    return { kind: 'list', items, at };
  }

  private parseMapEntries(firstKey: Expression, at: number): Expression {
    const { tokens } = this;
    tokens.expect(':');
    const entries: [Expression, Expression][] = [[firstKey, this.parse()]];
    while (tokens.take(',')) {
      const key = this.parse();
      tokens.expect(':');
      entries.push([key, this.parse()]);
    }
    tokens.expect(']');
    return { kind: 'map', entries, at };
  }

  private parseLambda(): Expression {
    const { tokens } = this;
    const parameters: Parameter[] = [];
    if (tokens.take('(')) {
      while (!tokens.is(')')) {
        parameters.push(this.parseLambdaParameter());
        if (!tokens.is(')')) tokens.expect(',');
      }
      tokens.next();
    } else {
      parameters.push(this.parseLambdaParameter());
    }
    const { at } = tokens.expect('->');
    return { kind: 'lambda', parameters, body: tokens.is('{') ? this.parseBlock() : this.parse(), at };
  }

  private parseLambdaParameter(): Parameter {
    const { tokens } = this;
    const type = tokens.ahead(typeLength(tokens, 0)).kind === 'name' ? parseType(tokens) : 'def';
    const { text, at } = tokens.expectName('a parameter name');
    return { type, name: text, at };
  }
}
