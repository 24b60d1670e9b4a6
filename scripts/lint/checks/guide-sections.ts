import type { Found, RuleCheck } from '../check';
import { textOf } from '../subject';

/** The headings of an investigation guide, and the least that stands below each: characters, or steps of a list. */
const NOTE: readonly { readonly heading: string; readonly steps: number }[] = [
  { heading: 'Possible investigation steps', steps: 2 },
  { heading: 'False positive analysis', steps: 1 },
  { heading: 'How often it alerts', steps: 0 },
  { heading: 'Response and remediation', steps: 2 },
];

export const guideSections: RuleCheck = {
  code: 'GUIDE_SECTIONS',
  severity: 'error',
  title: `The investigation guide has the sections ${NOTE.map(({ heading }) => `“${heading}”`).join(', ')}, none of them empty, and there is a setup note below “## Setup”.`,
  why: 'Whoever gets the alert at night needs to know what to look at, what is harmless and what to do; whoever turns the rule on, which logs it needs and how many alerts to expect.',
  bad: '"note": "## Triage and analysis\\n\\nLook at the alert."',
  mend: 'Write the section; in the pack, under guide, noise and setup of the rule’s YAML file.',
  *run(subject) {
    const note = textOf(subject, 'note');
    if (!note.startsWith('## Triage and analysis'))
      yield { path: ['note'], message: 'the guide does not begin with “## Triage and analysis”' };
    for (const { heading, steps } of NOTE) yield* section(note, heading, steps);
    const setup = textOf(subject, 'setup');
    if (!setup.startsWith('## Setup'))
      yield { path: ['setup'], message: 'the setup note does not begin with “## Setup”' };
    else if (setup.replace('## Setup', '').trim() === '')
      yield { path: ['setup'], message: 'the setup note is empty' };
  },
};

function* section(note: string, heading: string, steps: number): Generator<Found> {
  const path = ['note'];
  const [, behind] = note.split(new RegExp(`^#{2,4} ${heading}$`, 'm'));
  if (behind === undefined) {
    yield { path, message: `the guide has no section “${heading}”`, expected: heading };
    return;
  }
  const [content = ''] = behind.split(/^#{2,4} /m);
  const listed = content.match(/^- \S/gm)?.length ?? 0;
  if (content.trim() === '') yield { path, message: `the section “${heading}” is empty` };
  else if (listed < steps)
    yield {
      path,
      message: `the section “${heading}” has ${listed} steps, ${steps} are the least`,
      found: String(listed),
    };
}
