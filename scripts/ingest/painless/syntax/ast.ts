/** Offset in the script of what an error would point at. */
interface Located {
  readonly at: number;
}

export type BinaryOperator =
  | '*'
  | '/'
  | '%'
  | '+'
  | '-'
  | '<<'
  | '>>'
  | '>>>'
  | '&'
  | '^'
  | '|'
  | '<'
  | '<='
  | '>'
  | '>='
  | '=='
  | '!='
  | '==='
  | '!=='
  | '=~'
  | '==~';

/** The suffix or shape of a number literal decides its type. */
export type LiteralType = 'int' | 'long' | 'float' | 'double' | 'String' | 'boolean' | 'null';

export interface LiteralExpression extends Located {
  readonly kind: 'literal';
  readonly type: LiteralType;
  readonly value: null | boolean | number | bigint | string;
}
export interface VariableExpression extends Located {
  readonly kind: 'variable';
  readonly name: string;
}
export interface MemberExpression extends Located {
  readonly kind: 'member';
  readonly target: Expression;
  readonly name: string;
  readonly nullSafe: boolean;
}
export interface IndexExpression extends Located {
  readonly kind: 'index';
  readonly target: Expression;
  readonly index: Expression;
}
export interface CallExpression extends Located {
  readonly kind: 'call';
  readonly target: Expression;
  readonly name: string;
  readonly args: readonly Expression[];
  readonly nullSafe: boolean;
}
export interface FunctionCallExpression extends Located {
  readonly kind: 'functionCall';
  readonly name: string;
  readonly args: readonly Expression[];
}
export interface NewExpression extends Located {
  readonly kind: 'new';
  readonly type: string;
  readonly args: readonly Expression[];
}
export interface NewArrayExpression extends Located {
  readonly kind: 'newArray';
  readonly elementType: string;
  /** Its length, or its elements. */
  readonly content: Expression | readonly Expression[];
}
export interface UnaryExpression extends Located {
  readonly kind: 'unary';
  readonly operator: '!' | '~' | '+' | '-';
  readonly operand: Expression;
}
export interface BinaryExpression extends Located {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}
export interface LogicalExpression extends Located {
  readonly kind: 'logical';
  readonly operator: '&&' | '||';
  readonly left: Expression;
  readonly right: Expression;
}
export interface ConditionalExpression extends Located {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}
export interface ElvisExpression extends Located {
  readonly kind: 'elvis';
  readonly left: Expression;
  readonly right: Expression;
}
export interface CastExpression extends Located {
  readonly kind: 'cast';
  readonly type: string;
  readonly operand: Expression;
}
export interface InstanceofExpression extends Located {
  readonly kind: 'instanceof';
  readonly type: string;
  readonly operand: Expression;
}
export type AssignableExpression = VariableExpression | MemberExpression | IndexExpression;
export interface AssignExpression extends Located {
  readonly kind: 'assign';
  readonly target: AssignableExpression;
  /** Null for plain `=`. */
  readonly operator: BinaryOperator | null;
  readonly value: Expression;
}
export interface IncrementExpression extends Located {
  readonly kind: 'increment';
  readonly target: AssignableExpression;
  readonly delta: 1 | -1;
  readonly isPrefix: boolean;
}
export interface ListExpression extends Located {
  readonly kind: 'list';
  readonly items: readonly Expression[];
}
export interface MapExpression extends Located {
  readonly kind: 'map';
  readonly entries: readonly (readonly [Expression, Expression])[];
}
export interface RegexExpression extends Located {
  readonly kind: 'regex';
  readonly pattern: string;
  readonly flags: string;
}
export interface LambdaExpression extends Located {
  readonly kind: 'lambda';
  readonly parameters: readonly Parameter[];
  readonly body: Expression | BlockStatement;
}
export interface MethodReferenceExpression extends Located {
  readonly kind: 'methodReference';
  /** A class, a variable or `this`. */
  readonly target: string;
  /** `new` for a constructor. */
  readonly name: string;
}

export type Expression =
  | LiteralExpression
  | VariableExpression
  | MemberExpression
  | IndexExpression
  | CallExpression
  | FunctionCallExpression
  | NewExpression
  | NewArrayExpression
  | UnaryExpression
  | BinaryExpression
  | LogicalExpression
  | ConditionalExpression
  | ElvisExpression
  | CastExpression
  | InstanceofExpression
  | AssignExpression
  | IncrementExpression
  | ListExpression
  | MapExpression
  | RegexExpression
  | LambdaExpression
  | MethodReferenceExpression;

export interface Parameter extends Located {
  /** `def` when a lambda's parameter names no type. */
  readonly type: string;
  readonly name: string;
}

export interface BlockStatement extends Located {
  readonly kind: 'block';
  readonly statements: readonly Statement[];
}
export interface DeclarationStatement extends Located {
  readonly kind: 'declaration';
  readonly type: string;
  readonly variables: readonly {
    readonly name: string;
    readonly value: Expression | null;
    readonly at: number;
  }[];
}
export interface CatchClause extends Located {
  readonly type: string;
  readonly name: string;
  readonly body: BlockStatement;
}

export type Statement =
  | BlockStatement
  | DeclarationStatement
  | ({ readonly kind: 'expression'; readonly expression: Expression } & Located)
  | ({
      readonly kind: 'if';
      readonly condition: Expression;
      readonly whenTrue: Statement;
      readonly whenFalse: Statement | null;
    } & Located)
  | ({ readonly kind: 'while'; readonly condition: Expression; readonly body: Statement | null } & Located)
  | ({ readonly kind: 'doWhile'; readonly condition: Expression; readonly body: Statement } & Located)
  | ({
      readonly kind: 'for';
      readonly initializer: Statement | null;
      readonly condition: Expression | null;
      readonly afterthought: Expression | null;
      readonly body: Statement | null;
    } & Located)
  | ({
      readonly kind: 'forEach';
      readonly variable: Parameter;
      readonly iterable: Expression;
      readonly body: Statement;
    } & Located)
  | ({ readonly kind: 'break' } & Located)
  | ({ readonly kind: 'continue' } & Located)
  | ({
      readonly kind: 'return';
      readonly value: Expression | null;
      /** Set for a last expression whose value is returned. */
      readonly isImplied?: true;
    } & Located)
  | ({ readonly kind: 'throw'; readonly value: Expression } & Located)
  | ({
      readonly kind: 'try';
      readonly body: BlockStatement;
      readonly catches: readonly CatchClause[];
    } & Located);

export interface FunctionDeclaration extends Located {
  readonly returnType: string;
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly body: BlockStatement;
}

export interface Script {
  readonly functions: readonly FunctionDeclaration[];
  readonly statements: readonly Statement[];
}
