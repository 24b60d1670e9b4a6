/** Text that shall appear as it is: what Markdown or HTML would read as markup is escaped. */
export function plainText(text: string): string {
  return text
    .replace(/[\\`*<>[\]|~]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&(?=#?\w+;)/g, '&amp;');
}

/** A code span; one backtick more than the text has in a row, so that none ends it. */
export function code(text: string): string {
  const ticks = '`'.repeat(longestRun(text, /`+/g) + 1);
  const space = /^`|`$|^ .* $/.test(text) ? ' ' : '';
  return `${ticks}${space}${text}${space}${ticks}`;
}

/** A fenced code block, with a fence longer than any in its text. */
export function fencedBlock(language: string, text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text, /`+/g) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

/** A table. Cells are Markdown on one line; a `|` in them is escaped here, inside code spans too, as GitHub wants it. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cellText).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A `|` that is escaped already, an odd number of backslashes before it, stays as it is. */
function cellText(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').replace(/(\\*)\|/g, (match, slashes: string) => {
    return slashes.length % 2 === 1 ? match : `${slashes}\\|`;
  });
}

/** The anchor that GitHub gives a heading: lower case, without punctuation, blanks as dashes. */
export function headingAnchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\p{Pc} -]/gu, '')
    .replaceAll(' ', '-');
}

function longestRun(text: string, pattern: RegExp): number {
  return Math.max(0, ...(text.match(pattern) ?? []).map(({ length }) => length));
}
