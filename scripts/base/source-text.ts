import type { SourceLocation } from './errors';

/** Line and column (from 1) of an offset in UTF-16 code units. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}

export function locationAt(file: string, text: string, offset: number): SourceLocation {
  return { file, ...lineAndColumn(text, offset) };
}

/** The text of one line (from 1), without its line break. */
export function lineOf(text: string, line: number): string {
  return (text.split('\n')[line - 1] ?? '').replace(/\r$/, '');
}
