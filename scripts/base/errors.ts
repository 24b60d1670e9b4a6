/** A place in a source file; line and column count from 1. */
export interface SourceLocation {
  /** Path relative to the pack's root. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What every error of the pack says: a stable code, where, what was found, what was expected, how to mend it. */
export interface Problem {
  /** Stable and in capitals, e.g. `KQL_SYNTAX`, `CASE_UNKNOWN_RULE`. */
  readonly code: string;
  readonly message: string;
  readonly location?: SourceLocation | undefined;
  readonly found?: string | undefined;
  readonly expected?: string | undefined;
  readonly hint?: string | undefined;
  /** The source line, shown under the message with a caret at the column. */
  readonly excerpt?: string | undefined;
}

/** The content or the call is wrong: exit code 2. Carries all problems found, so that one run shows them all. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[] | Problem) {
    const list = Array.isArray(problems) ? (problems as readonly Problem[]) : [problems as Problem];
    super(list.map((problem) => `${problem.code}: ${problem.message}`).join('\n'));
    this.problems = list;
  }
}

/** The engine is not there or went away: exit code 3. */
export class EngineError extends Error {
  override readonly name = 'EngineError';

  constructor(
    /** Stable and in capitals, e.g. `ENGINE_NO_DOCKER`. */
    readonly code: string,
    message: string,
    readonly hint?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
