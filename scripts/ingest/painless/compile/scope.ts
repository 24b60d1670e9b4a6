export interface Variable {
  /** Its name in the code. */
  readonly name: string;
  readonly type: string;
  /** How many lambdas surround its declaration. */
  readonly lambdaDepth: number;
  /** Set for a map's entry that exists only as the cursor of the loop over it. */
  readonly isCursor?: boolean;
}

/** Names that are used once in a function and the lambdas in it. */
class Names {
  private count = 0;

  next(prefix: string): string {
    return `${prefix}${this.count++}`;
  }
}

/** What one function or lambda of the code declares at its beginning. */
class Locals {
  readonly declarations: string[] = [];
  turns: string | undefined;

  constructor(readonly names: Names) {}

  add(prefix: string, value = ''): string {
    const name = this.names.next(prefix);
    this.declarations.push(`${name}${value}`);
    return name;
  }
}

/** The variables that a place in a script sees. */
export class Scope {
  private readonly variables = new Map<string, Variable>();

  private constructor(
    private readonly parent: Scope | null,
    private readonly locals: Locals,
    readonly lambdaDepth: number,
    /** Whether `ctx` and `params` are there; functions do not see them. */
    readonly isMain: boolean,
    readonly isInLoop: boolean,
    /** What `return` must give. */
    readonly returnType: string,
  ) {}

  static forFunction(isMain: boolean, returnType: string): Scope {
    return new Scope(null, new Locals(new Names()), 0, isMain, false, returnType);
  }

  block(): Scope {
    return new Scope(this, this.locals, this.lambdaDepth, this.isMain, this.isInLoop, this.returnType);
  }

  loop(): Scope {
    return new Scope(this, this.locals, this.lambdaDepth, this.isMain, true, this.returnType);
  }

  lambda(): Scope {
    return new Scope(this, new Locals(this.locals.names), this.lambdaDepth + 1, this.isMain, false, 'def');
  }

  find(name: string): Variable | undefined {
    return this.variables.get(name) ?? this.parent?.find(name);
  }

  /** Declares a variable; undefined when the name is taken. */
  declare(name: string, type: string): Variable | undefined {
    return this.add(name, type, false);
  }

  /** Declares a variable for an entry of a map, which is the cursor of the loop. */
  declareEntry(name: string): Variable | undefined {
    return this.add(name, 'def', true);
  }

  /** A variable of the code for a value that is needed more than once. */
  temporary(): string {
    return this.locals.add('t');
  }

  /** Where the loops of this function or lambda count their turns. */
  turns(): string {
    return (this.locals.turns ??= this.locals.add('n', ' = 0'));
  }

  /** Statements with the variables that they use declared before them. */
  body(statements: string): string {
    const { declarations } = this.locals;
    return declarations.length === 0 ? statements : `var ${declarations.join(', ')};\n${statements}`;
  }

  private add(name: string, type: string, isCursor: boolean): Variable | undefined {
    if (this.find(name) !== undefined || (this.isMain && (name === 'ctx' || name === 'params')))
      return undefined;
    const variable = {
      name: this.locals.add('v'),
      type,
      lambdaDepth: this.lambdaDepth,
      isCursor,
    };
    this.variables.set(name, variable);
    return variable;
  }
}
