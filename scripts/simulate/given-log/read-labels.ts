import { readFileSync } from 'node:fs';
import { ContentError } from '../../base/errors';
import type { Problem } from '../../base/errors';
import { nearest } from '../../base/nearest';
import { schemaIssues } from '../../base/schema-issues';
import { z } from '../../base/zod';

/** As `generate --labels` writes them; the rest of a line is for readers. */
const label = z.looseObject({ record: z.string().min(1), rules: z.array(z.string()) });

/**
 * Slugs of the rules that are to find a record, by its id, from NDJSON such as
 * `{"record": "…", "story": "…", "step": "…", "rules": ["…"]}`.
 *
 * @param slugs all rules of the pack
 * @throws ContentError with everything that is wrong, by line
 */
export function readLabels(file: string, slugs: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const labels = new Map<string, readonly string[]>();
  const problems: Problem[] = [];
  for (const [place, line] of textOf(file).split('\n').entries()) {
    if (line.trim() === '') continue;
    const location = { file, line: place + 1, column: 1 };
    const parsed = parsedLabel(line);
    if (typeof parsed === 'string') {
      problems.push({
        code: 'LABELS_MALFORMED_LINE',
        message: `the line is no label: ${parsed}`,
        location,
        found: line.slice(0, 80),
        expected: '{"record": "<id>", "story": "…", "step": "…", "rules": ["<slug>"]}',
        hint: 'npm run generate -- --labels <file> writes such a file.',
      });
      continue;
    }
    const { record, rules } = parsed;
    labels.set(record, [...new Set([...(labels.get(record) ?? []), ...rules])]);
    for (const slug of rules) {
      if (slugs.includes(slug)) continue;
      problems.push({
        code: 'LABELS_UNKNOWN_RULE',
        message: `the pack has no rule “${slug}”`,
        location,
        found: slug,
        expected: 'the slug of a rule, its file name without .yml',
        hint: `Mend the label, or simulate with the pack that it was written for${nearest(slug, slugs)}.`,
      });
    }
  }
  if (problems.length > 0) throw new ContentError(problems);
  return labels;
}

/** The label, or what is wrong with it. */
function parsedLabel(line: string): z.infer<typeof label> | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const checked = label.safeParse(value);
  if (checked.success) return checked.data;
  return schemaIssues(checked.error)
    .map(({ path, message }) => `${path.join('.')}: ${message}`)
    .join('; ');
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ContentError({
      code: 'LABELS_UNREADABLE',
      message: `--labels ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      hint: 'npm run generate -- --labels <file> writes such a file.',
    });
  }
}
