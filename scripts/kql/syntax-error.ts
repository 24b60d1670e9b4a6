/** The query is not KQL. Offsets are UTF-16 code units; line and column count from 1. */
export class KqlSyntaxError extends Error {
  override readonly name = 'KqlSyntaxError';
  readonly line: number;
  readonly column: number;

  constructor(
    text: string,
    readonly offset: number,
    /** What stands at the offset, e.g. `")"` or `end of query`. */
    readonly found: string,
    /** What could have stood there, e.g. `a value`. */
    readonly expected: string,
    /** How to mend it, where the mistake is a known one. */
    readonly hint?: string,
  ) {
    const before = text.slice(0, offset).split('\n');
    const line = before.length;
    const column = (before.at(-1)?.length ?? 0) + 1;
    const advice = hint === undefined ? '' : ` ${hint}`;
    super(`line ${line}, column ${column}: expected ${expected}, but found ${found}.${advice}`);
    this.line = line;
    this.column = column;
  }
}

/** What stands at the offset, for people. */
export function describeFound(text: string, offset: number): string {
  if (offset >= text.length) return 'the end of the query';
  const word = /^\w+/.exec(text.slice(offset, offset + 40))?.[0];
  return `"${word ?? String.fromCodePoint(text.codePointAt(offset) ?? 0)}"`;
}
