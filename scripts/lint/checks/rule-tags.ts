import { getKey, isJsonObject } from '../../base/json';
import { nearest } from '../../base/nearest';
import type { Found, RuleCheck } from '../check';
import { listOf, textsOf } from '../subject';
import type { RuleSubject } from '../subject';

/** The families of Elastic's own rules (elastic/detection-rules, XDR / SIEM Rule Tag Taxonomy), in the order of ours. */
const FAMILIES = [
  'Domain',
  'Platform',
  'OS',
  'Data Source',
  'Service',
  'Use Case',
  'Threat',
  'Tactic',
  'Rule Type',
  'Resources',
  'Noise',
  'Performance',
  'Profile',
];
const NEEDED = ['Domain', 'Data Source', 'Use Case', 'Tactic'];
/** Stands alone, without a family. */
const ALONE = ['Deprecated'];

export const ruleTags: RuleCheck = {
  code: 'RULE_TAGS',
  severity: 'error',
  title: `Tags are written “Family: Value” with Elastic’s families (${FAMILIES.join(', ')}), each once, with one at least of ${NEEDED.join(', ')}; the tactics are those of the ATT&CK mapping.`,
  why: 'Kibana filters rules by whole tags: “Tactics: Persistence” or “tactic: persistence” is a group of its own that nobody selects.',
  bad: '"tags": ["Cloud", "Tactic: Persistance"]',
  mend: 'Correct the tag under tags or use_case; Tactic and Data Source follow from attack and stream.',
  *run(subject) {
    const tags = textsOf(subject, 'tags');
    const seen = new Set<string>();
    for (const [index, tag] of tags) {
      const found = (message: string, hint?: string): Found => ({
        path: ['tags', index],
        snippet: tag,
        message,
        found: tag,
        hint,
      });
      const family = /^([^:]+): \S.*$/.exec(tag)?.[1];
      if (seen.has(tag.toLowerCase())) yield found(`the tag “${tag}” stands there twice`);
      else if (ALONE.includes(tag)) continue;
      else if (family === undefined) yield found(`the tag “${tag}” is not of the form “Family: Value”`);
      else if (!FAMILIES.includes(family))
        yield found(
          `“${family}” is no family of tags`,
          `Use one of ${FAMILIES.join(', ')}${nearest(family, FAMILIES)}.`,
        );
      seen.add(tag.toLowerCase());
    }
    for (const family of NEEDED) {
      if (!tags.some(([, tag]) => tag.startsWith(`${family}: `)))
        yield { path: ['tags'], message: `no tag of the family “${family}”`, expected: `${family}: …` };
    }
    yield* tacticTags(subject);
  },
};

function* tacticTags(subject: RuleSubject): Generator<Found> {
  const mapped = new Set(
    listOf(getKey(subject.body, 'threat')).flatMap((row) => {
      const tactic = isJsonObject(row) ? getKey(row, 'tactic') : undefined;
      const name = isJsonObject(tactic) ? getKey(tactic, 'name') : undefined;
      return typeof name === 'string' ? [`Tactic: ${name}`] : [];
    }),
  );
  const tagged = textsOf(subject, 'tags').filter(([, tag]) => tag.startsWith('Tactic: '));
  for (const [index, tag] of tagged) {
    if (mapped.size > 0 && !mapped.has(tag))
      yield {
        path: ['tags', index],
        message: `the ATT&CK mapping does not have the tactic of “${tag}”`,
        found: tag,
      };
  }
  for (const tag of mapped) {
    if (tagged.length > 0 && !tagged.some(([, own]) => own === tag))
      yield {
        path: ['tags'],
        message: `the tag “${tag}” is missing beside the ATT&CK mapping`,
        expected: tag,
      };
  }
}
