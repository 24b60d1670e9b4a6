import type { Pack } from '../../scripts/content';
import { generateLog, loadStories, readProfile } from '../../scripts/generate';
import type { Emission, ProfileOptions } from '../../scripts/generate';

/** A log that can be read more than once, with its labels: slugs by the id of the record that they are to find. */
export interface LabelledLog {
  readonly log: Iterable<Emission>;
  readonly labels: ReadonlyMap<string, readonly string[]>;
}

/** A tenant's log with every activity and, so often, every story of the pack. */
export function tenantLog(pack: Pack, options: ProfileOptions, rounds = 1): LabelledLog {
  const labels = new Map<string, readonly string[]>();
  const slugs = pack.rules.map(({ slug }) => slug);
  const stories = loadStories(pack.root, slugs);
  const log = generateLog(readProfile(undefined, options), {
    stories,
    storyRuns: rounds * stories.length,
    onLabel: ({ record, rules }) => labels.set(record, rules),
  });
  return { log, labels };
}
