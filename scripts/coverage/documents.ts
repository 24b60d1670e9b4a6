import { join } from 'node:path';
import { z } from '../base/zod';
import { ContentReader, nearest } from '../content';
import type { Pack } from '../content';

const row = z.union([
  z.strictObject({
    part: z.string().optional().describe('Table or section of the document.'),
    what: z.string().min(1).describe('What the row asks to be detected, in our words.'),
    rules: z.array(z.string()).min(1).describe('Slugs of the rules that do it.'),
  }),
  z.strictObject({
    part: z.string().optional(),
    what: z.string().min(1),
    not_detectable: z.string().min(10).describe('Why no event shows it.'),
  }),
]);

/** package-content/reference/documents.yml: the documents that the pack implements, row by row. */
export const documentsSchema = z.array(
  z.strictObject({ document: z.string().min(1), rows: z.array(row).min(1) }),
);

export type CoveredDocument = z.infer<typeof documentsSchema>[number];
export type Row = z.infer<typeof row>;

/** The documents; throws a ContentError where a row names a rule that the pack does not have. */
export function loadDocuments(pack: Pack): readonly CoveredDocument[] {
  const reader = new ContentReader(pack.root);
  const path = join(pack.root, 'package-content', 'reference', 'documents.yml');
  const file = reader.checked(path, documentsSchema);
  const slugs = pack.rules.map(({ slug }) => slug);
  file?.value.forEach(({ rows }, document) => {
    rows.forEach((one, index) => {
      if (!('rules' in one)) return;
      one.rules.forEach((slug, at) => {
        if (slugs.includes(slug)) return;
        reader.problems.push(
          file.document.problem([document, 'rows', index, 'rules', at], {
            code: 'COVERAGE_UNKNOWN_RULE',
            message: `this row names the rule “${slug}”, which the pack does not have`,
            found: slug,
            hint: `Write the rule, or say why the row is not_detectable${nearest(slug, slugs)}.`,
          }),
        );
      });
    });
  });
  reader.throwIfProblems();
  return file?.value ?? [];
}
