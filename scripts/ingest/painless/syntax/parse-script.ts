import type {
  BlockStatement,
  CatchClause,
  Expression,
  FunctionDeclaration,
  Parameter,
  Script,
  Statement,
} from './ast';
import { ExpressionParser } from './parse-expression';
import { isDeclaration, parseType, typeLength } from './parse-type';
import { TokenStream } from './token-stream';

/**
 * Parses a Painless script.
 * @throws ContentError PAINLESS_SYNTAX with line, column, what was found and what was expected.
 */
export function parseScript(source: string): Script {
  return new ScriptParser(new TokenStream(source)).parse();
}

const MAX_DEPTH = 200;

class ScriptParser {
  private readonly expressions: ExpressionParser;
  private depth = 0;

  constructor(private readonly tokens: TokenStream) {
    this.expressions = new ExpressionParser(tokens, () => this.parseBlock());
  }

  parse(): Script {
    const functions: FunctionDeclaration[] = [];
    while (this.isFunction()) functions.push(this.parseFunction());
    const statements: Statement[] = [];
    while (this.tokens.current.kind !== 'end') statements.push(this.parseStatement(false));
    return { functions, statements };
  }

  private isFunction(): boolean {
    return isDeclaration(this.tokens) && this.tokens.is('(', typeLength(this.tokens, 0) + 1);
  }

  private parseFunction(): FunctionDeclaration {
    const { tokens } = this;
    const returnType = parseType(tokens);
    const { text: name, at } = tokens.expectName('a function name');
    const parameters: Parameter[] = [];
    tokens.expect('(');
    while (!tokens.is(')')) {
      const type = parseType(tokens);
      const parameter = tokens.expectName('a parameter name');
      parameters.push({ type, name: parameter.text, at: parameter.at });
      if (!tokens.is(')')) tokens.expect(',');
    }
    tokens.next();
    return { returnType, name, parameters, body: this.parseBlock(), at };
  }

  private parseBlock(): BlockStatement {
    const { at } = this.tokens.expect('{');
    const statements: Statement[] = [];
    while (!this.tokens.is('}')) {
      if (this.tokens.current.kind === 'end') throw this.tokens.unexpected('}');
      statements.push(this.parseStatement(true));
    }
    this.tokens.next();
    return { kind: 'block', statements, at };
  }

  /** Directly in a block the last statement needs no semicolon; the script's own last one never does. */
  private parseStatement(isInBlock: boolean): Statement {
    if (++this.depth > MAX_DEPTH) throw this.tokens.unexpected(`at most ${MAX_DEPTH} nested statements`);
    const statement = this.parseCompound() ?? this.parseSimple(isInBlock);
    this.depth--;
    return statement;
  }

  /** A statement that ends with a block or another statement, not with a semicolon of its own. */
  private parseCompound(): Statement | null {
    const { tokens } = this;
    const { at } = tokens.current;
    if (tokens.take('if')) return this.parseIf(at);
    if (tokens.take('for')) return this.parseFor(at);
    if (tokens.take('try')) return this.parseTry(at);
    if (!tokens.take('while')) return null;
    const condition = this.parseCondition();
    return { kind: 'while', condition, body: tokens.take(';') ? null : this.parseTrailer(), at };
  }

  private parseSimple(isInBlock: boolean): Statement {
    const statement = this.parseUndelimited();
    const needsSemicolon = this.tokens.current.kind !== 'end' && !(isInBlock && this.tokens.is('}'));
    if (needsSemicolon) this.tokens.expect(';');
    return statement;
  }

  private parseUndelimited(): Statement {
    const { tokens } = this;
    const { at } = tokens.current;
    if (tokens.take('do')) {
      const body = this.parseBlock();
      tokens.expect('while');
      return { kind: 'doWhile', body, condition: this.parseCondition(), at };
    }
    if (tokens.take('break')) return { kind: 'break', at };
    if (tokens.take('continue')) return { kind: 'continue', at };
    if (tokens.take('throw')) return { kind: 'throw', value: this.expressions.parse(), at };
    if (tokens.take('return')) {
      const isEmpty = tokens.is(';') || tokens.is('}') || tokens.current.kind === 'end';
      return { kind: 'return', value: isEmpty ? null : this.expressions.parse(), at };
    }
    return isDeclaration(tokens) ? this.parseDeclaration() : this.parseExpressionStatement();
  }

  private parseExpressionStatement(): Statement {
    const { at } = this.tokens.current;
    return { kind: 'expression', expression: this.expressions.parse(), at };
  }

  private parseDeclaration(): Statement {
    const { tokens } = this;
    const { at } = tokens.current;
    const type = parseType(tokens);
    const variables: { name: string; value: Expression | null; at: number }[] = [];
    do {
      const name = tokens.expectName('a variable name');
      variables.push({
        name: name.text,
        value: tokens.take('=') ? this.expressions.parse() : null,
        at: name.at,
      });
    } while (tokens.take(','));
    return { kind: 'declaration', type, variables, at };
  }

  private parseCondition(): Expression {
    this.tokens.expect('(');
    const condition = this.expressions.parse();
    this.tokens.expect(')');
    return condition;
  }

  private parseTrailer(): Statement {
    return this.tokens.is('{') ? this.parseBlock() : this.parseStatement(false);
  }

  private parseIf(at: number): Statement {
    const condition = this.parseCondition();
    const whenTrue = this.parseTrailer();
    const whenFalse = this.tokens.take('else') ? this.parseTrailer() : null;
    return { kind: 'if', condition, whenTrue, whenFalse, at };
  }

  private parseFor(at: number): Statement {
    const { tokens } = this;
    tokens.expect('(');
    const each = this.parseForEachHead();
    if (each !== null) {
      const iterable = this.expressions.parse();
      tokens.expect(')');
      return { kind: 'forEach', variable: each, iterable, body: this.parseTrailer(), at };
    }
    const initializer = tokens.is(';')
      ? null
      : isDeclaration(tokens)
        ? this.parseDeclaration()
        : this.parseExpressionStatement();
    tokens.expect(';');
    const condition = tokens.is(';') ? null : this.expressions.parse();
    tokens.expect(';');
    const afterthought = tokens.is(')') ? null : this.expressions.parse();
    tokens.expect(')');
    return {
      kind: 'for',
      initializer,
      condition,
      afterthought,
      body: tokens.take(';') ? null : this.parseTrailer(),
      at,
    };
  }

  /** `def x :` or `x in`; null when it is a plain `for (;;)`. */
  private parseForEachHead(): Parameter | null {
    const { tokens } = this;
    if (tokens.current.kind === 'name' && tokens.is('in', 1)) {
      const { text, at } = tokens.next();
      tokens.next();
      return { type: 'def', name: text, at };
    }
    if (!isDeclaration(tokens) || !tokens.is(':', typeLength(tokens, 0) + 1)) return null;
    const type = parseType(tokens);
    const { text, at } = tokens.next();
    tokens.next();
    return { type, name: text, at };
  }

  private parseTry(at: number): Statement {
    const { tokens } = this;
    const body = this.parseBlock();
    const catches: CatchClause[] = [];
    while (tokens.is('catch')) {
      const clause = tokens.next();
      tokens.expect('(');
      const type = parseType(tokens);
      const name = tokens.expectName('a variable name').text;
      tokens.expect(')');
      catches.push({ type, name, body: this.parseBlock(), at: clause.at });
    }
    if (catches.length === 0) throw tokens.unexpected('catch');
    return { kind: 'try', body, catches, at };
  }
}
