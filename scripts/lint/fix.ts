import type { Edit, Finding } from './finding';

/** The text with the changes made; of two that overlap the first is made, the other is left to the next run. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let position = 0;
  for (const { start, end, text: inserted } of [...edits].sort(
    (a, b) => a.start - b.start || a.end - b.end,
  )) {
    if (start < position) continue;
    result += text.slice(position, start) + inserted;
    position = end;
  }
  return result + text.slice(position);
}

/** The changes that mend the findings, by file. */
export function editsByFile(findings: readonly Finding[]): Map<string, Edit[]> {
  const files = new Map<string, Edit[]>();
  for (const { location, edits } of findings) {
    if (!location || edits.length === 0) continue;
    files.set(location.file, [...(files.get(location.file) ?? []), ...edits]);
  }
  return files;
}
