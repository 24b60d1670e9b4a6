import type { RuleCheck } from '../check';
import { proseOf } from '../subject';

const LEFTOVER =
  /\b(?:TODO|FIXME|TBD|XXX+|lorem ipsum)\b|\{\{|\}\}|\[object Object\]|\bundefined\b|\?\?\?|<[A-Z_]{3,}>/i;

export const textLeftover: RuleCheck = {
  code: 'TEXT_LEFTOVER',
  severity: 'error',
  title:
    'Names, descriptions, guides and setup notes hold no leftovers: TODO, template braces, placeholders.',
  why: 'They are read in Kibana as they are; nothing fills in braces there, and nobody does what a TODO asks.',
  bad: '"description": "TODO: say what {{name}} means."',
  mend: 'Finish the sentence or take it out.',
  *run(subject) {
    for (const [path, text] of proseOf(subject)) {
      const leftover = LEFTOVER.exec(text)?.[0];
      if (leftover === undefined) continue;
      yield {
        path,
        snippet: leftover,
        message: `“${leftover}” was left in ${String(path[0])}`,
        found: leftover,
      };
    }
  },
};
