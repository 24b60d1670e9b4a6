import { lineAndColumn } from '../base/source-text';

/** The query is not EQL, or uses a part of EQL that this program does not know. Line and column count from 1. */
export class EqlSyntaxError extends Error {
  override readonly name = 'EqlSyntaxError';
  readonly line: number;
  readonly column: number;

  constructor(
    text: string,
    /** UTF-16 code units. */
    readonly offset: number,
    /** What stands at the offset, e.g. `"]"` or `the end of the query`. */
    readonly found: string,
    /** What could have stood there, e.g. `a value`. */
    readonly expected: string,
    /** How to mend it, where the mistake is a known one. */
    readonly hint?: string,
  ) {
    const { line, column } = lineAndColumn(text, offset);
    const advice = hint === undefined ? '' : ` ${hint}`;
    super(`line ${line}, column ${column}: expected ${expected}, but found ${found}.${advice}`);
    this.line = line;
    this.column = column;
  }
}
