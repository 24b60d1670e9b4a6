import type { ContentError } from '../../../base/errors';
import type { ParamsMap } from '../runtime/params-map';
import type { Value } from '../runtime/values';
import type { BlockStatement, Expression, FunctionDeclaration } from '../syntax/ast';
import { compileError, unsupportedError } from '../syntax/script-error';
import { ScriptCode } from './script-code';
import type { Scope } from './scope';

/** An expression made into JavaScript, with what is known of its type; `def` when nothing is. */
export interface Compiled {
  readonly type: string;
  /** An expression of JavaScript that can stand as an argument; `frame` is the {@link Frame} of the run. */
  readonly code: string;
  /** Set for an int literal, which narrows by itself to a type that holds it. */
  readonly constant?: number;
  /** Set for what is the same object each time it is read: where it is. */
  readonly variable?: string;
  /** Set for a literal: what it is. */
  readonly literal?: Value;
  /** Set for `a ? b : c` and `a ?: b`, whose parts are converted each by itself. */
  readonly retarget?: Retarget;
  /** Set for such a choice between a primitive and an object: it has a value only for whoever asks for a type. */
  readonly isOpen?: boolean;
}

/** The same expression as a value of another type; `isBoxed` where Java boxes and unboxes by itself. */
export type Retarget = (type: string, isExplicit: boolean, isBoxed?: boolean) => Compiled;

export interface DeclaredFunction {
  readonly declaration: FunctionDeclaration;
  /** Its name in the code. */
  readonly name: string;
}

/** What all parts of the compiler share while they compile one script. */
export class CompileContext {
  readonly code = new ScriptCode();
  readonly functions = new Map<string, DeclaredFunction>();

  constructor(
    readonly source: string,
    /** A condition must leave the document as it is. */
    readonly isCondition: boolean,
    readonly params: ParamsMap,
    /** Variables that hold nothing but lists that the script made. */
    readonly freshLists: ReadonlySet<string>,
    /** Compiles an expression of any kind; the parts reach each other through it. */
    readonly compile: (expression: Expression, scope: Scope) => Compiled,
    /** Compiles the body of a function or lambda to statements that return its result. */
    readonly compileBody: (body: BlockStatement, scope: Scope, returnType: string) => string,
  ) {}

  error(at: number, message: string, hint?: string): ContentError {
    return compileError(this.source, at, { message, hint });
  }

  unsupported(at: number, what: string, hint?: string): ContentError {
    return unsupportedError(this.source, at, what, hint);
  }
}
