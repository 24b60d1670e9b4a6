import type { ContentError } from '../../../base/errors';
import type { Run } from '../runtime/frame';
import type { ParamsMap } from '../runtime/params-map';
import type { Value } from '../runtime/values';
import type { BlockStatement, Expression, FunctionDeclaration } from '../syntax/ast';
import { compileError, unsupportedError } from '../syntax/script-error';
import type { Scope } from './scope';

/** An expression made into a closure, with what is known of its type; `def` when nothing is. */
export interface Compiled {
  readonly type: string;
  readonly run: Run;
  /** Set for an int literal, which narrows by itself to a type that holds it. */
  readonly constant?: number;
  /** Set for a variable: where it is. */
  readonly slot?: number;
  /** Set for a literal: what it is. */
  readonly literal?: Value;
  /** Set for `a ? b : c` and `a ?: b`, whose parts are converted each by itself. */
  readonly retarget?: Retarget;
  /** Set for such a choice between a primitive and an object: it has a value only for whoever asks for a type. */
  readonly isOpen?: boolean;
}

/** The same expression as a value of another type; `isBoxed` where Java boxes and unboxes by itself. */
export type Retarget = (type: string, isExplicit: boolean, isBoxed?: boolean) => Compiled;

export interface CompiledFunction {
  readonly declaration: FunctionDeclaration;
  /** Set once the body is compiled; a function may call one that is declared later. */
  call: ((frame: Parameters<Run>[0], args: ReturnType<Run>[]) => ReturnType<Run>) | null;
}

/** What all parts of the compiler share while they compile one script. */
export class CompileContext {
  readonly functions = new Map<string, CompiledFunction>();

  constructor(
    readonly source: string,
    /** A condition must leave the document as it is. */
    readonly isCondition: boolean,
    readonly params: ParamsMap,
    /** Variables that hold nothing but lists that the script made. */
    readonly freshLists: ReadonlySet<string>,
    /** Compiles an expression of any kind; the parts reach each other through it. */
    readonly compile: (expression: Expression, scope: Scope) => Compiled,
    /** Compiles the body of a function or lambda to a closure that returns its result. */
    readonly compileBody: (body: BlockStatement, scope: Scope, returnType: string) => Run,
  ) {}

  error(at: number, message: string, hint?: string): ContentError {
    return compileError(this.source, at, { message, hint });
  }

  unsupported(at: number, what: string, hint?: string): ContentError {
    return unsupportedError(this.source, at, what, hint);
  }
}
