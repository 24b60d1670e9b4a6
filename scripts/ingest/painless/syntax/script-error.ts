import { ContentError } from '../../../base/errors';

/** What a script's own errors say beyond their place. */
export interface ScriptProblem {
  readonly message: string;
  readonly found?: string | undefined;
  readonly expected?: string | undefined;
  readonly hint?: string | undefined;
}

/** The script is no Painless: ContentError PAINLESS_SYNTAX with line and column. */
export function syntaxError(source: string, at: number, problem: ScriptProblem): ContentError {
  return scriptError('PAINLESS_SYNTAX', source, at, problem);
}

/** The script uses what this interpreter does not know: ContentError PAINLESS_UNSUPPORTED. */
export function unsupportedError(source: string, at: number, what: string, hint?: string): ContentError {
  return scriptError('PAINLESS_UNSUPPORTED', source, at, {
    message: `${what} is not supported.`,
    found: what,
    hint,
  });
}

/** The script breaks a rule of the language that Painless checks when it compiles: PAINLESS_COMPILE. */
export function compileError(source: string, at: number, problem: ScriptProblem): ContentError {
  return scriptError('PAINLESS_COMPILE', source, at, problem);
}

function scriptError(code: string, source: string, at: number, problem: ScriptProblem): ContentError {
  const before = source.slice(0, at);
  const line = before.split('\n').length;
  const column = at - before.lastIndexOf('\n');
  return new ContentError({
    code,
    ...problem,
    message: `${problem.message} (line ${line}, column ${column} of the script)`,
    location: { file: 'painless', line, column },
    excerpt: source.split('\n')[line - 1] ?? '',
  });
}
