import pc from 'picocolors';
import type { EngineError, Problem } from '../base/errors';

/** Problems as a reader mends them: place, what is wrong, the line with a caret, what was expected, the cure. */
export function problemsText(problems: readonly Problem[]): string {
  return problems.map(problemText).join('\n\n');
}

function problemText({ code, message, location, excerpt, found, expected, hint }: Problem): string {
  const place = location ? `  ${location.file}:${location.line}:${location.column}` : '';
  const lines = [`${pc.red('error')} ${pc.bold(code)}${place}`, `  ${message}`];
  if (location && excerpt !== undefined && excerpt.trim() !== '') {
    const gutter = String(location.line);
    lines.push(
      pc.dim(`  ${gutter} | `) + excerpt,
      `${pc.dim(`  ${' '.repeat(gutter.length)} | `)}${' '.repeat(location.column - 1)}${pc.red('^')}`,
    );
  }
  if (found !== undefined) lines.push(`  found:    ${found}`);
  if (expected !== undefined) lines.push(`  expected: ${expected}`);
  if (hint !== undefined) lines.push(`  ${pc.cyan('hint:')}     ${hint}`);
  return lines.join('\n');
}

/** The engine is not there: what happened, and what to do. */
export function engineErrorText(error: EngineError): string {
  const hint = error.hint === undefined ? '' : `\n  ${pc.cyan('hint:')}     ${error.hint}`;
  return `${pc.red('error')} ${pc.bold(error.code)}\n  ${error.message.replace(/\n/g, '\n  ')}${hint}`;
}
