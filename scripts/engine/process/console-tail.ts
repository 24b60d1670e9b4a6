import { readFileSync } from 'node:fs';

const LINES = 12;
const LONGEST_LINE = 300;

/** What a server said last: errors and their causes where there are any, else its last lines. */
export function consoleTail(path: string): string {
  let lines: string[];
  try {
    lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  } catch {
    return '';
  }
  return tailOf(lines);
}

/** See {@link consoleTail}. */
export function tailOf(lines: readonly string[]): string {
  const noFrames = lines.filter((line) => !/^\s+(at |\.\.\. \d+ more)/.test(line) && line.trim() !== '');
  const telling = noFrames.filter((line) => /ERROR|FATAL|Exception|Caused by|error:|died/.test(line));
  const shown = telling.length > 0 ? telling : noFrames;
  return shown
    .slice(-LINES)
    .map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line))
    .join('\n');
}
