import { join } from 'node:path';
import { z } from '../base/zod';
import { ContentReader, nearest } from '../content';
import type { Pack } from '../content';
import type { YamlDocument } from '../base/yaml';

/** fixtures/mutants/equivalent.yml: changes that change nothing. */
export const equivalentsSchema = z.array(
  z.strictObject({
    of: z.string().describe('Slug of the rule, or event.dataset of the pipelines.'),
    mutant: z.string().describe('The mutant as `npm run mutate` names it.'),
    reason: z.string().min(10).describe('Why no event can tell it from the original.'),
  }),
);

export type Equivalent = z.infer<typeof equivalentsSchema>[number];

/** The mutants that are declared equivalent, and where. */
export interface Equivalents {
  readonly entries: readonly Equivalent[];
  readonly document: YamlDocument;
}

/** The declarations; throws a ContentError where one is of no rule and no stream of the pack. */
export function loadEquivalents({ root, rules, streams }: Pack): Equivalents {
  const reader = new ContentReader(root);
  const file = reader.checked(join(root, 'fixtures', 'mutants', 'equivalent.yml'), equivalentsSchema);
  const known = [...rules.map(({ slug }) => slug), ...streams.keys()];
  file?.value.forEach(({ of }, index) => {
    if (known.includes(of)) return;
    reader.problems.push(
      file.document.problem([index, 'of'], {
        code: 'MUTANT_OF_NOTHING',
        message: `the pack has neither a rule nor a stream “${of}”`,
        found: of,
        hint: `Name a rule by its slug or a stream by its event.dataset${nearest(of, known)}.`,
      }),
    );
  });
  reader.throwIfProblems();
  if (!file) throw new Error('unreachable: a missing file is a problem');
  return { entries: file.value, document: file.document };
}
