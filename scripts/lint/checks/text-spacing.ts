import type { RuleCheck } from '../check';
import { proseOf } from '../subject';

export const textSpacing: RuleCheck = {
  code: 'TEXT_SPACING',
  severity: 'warning',
  title: 'Prose has one blank between words and none before a comma or a full stop.',
  why: 'Such places are where a word was taken out and the sentence not read again.',
  bad: '"description": "An account  was given FullAccess , at night."',
  mend: 'Read the sentence again, and take the blank out.',
  fixable: true,
  *run(subject) {
    for (const [path, text] of proseOf(subject)) {
      if (!/ {2}| [,;.]/.test(text)) continue;
      // Code keeps its blanks; the places of the rest stay as they are.
      const prose = text.replace(/`[^`\n]*`/g, (code) => '`'.repeat(code.length));
      for (const [pattern, joint] of [
        [/[^\s`]+( {2,})[^\s`]+/g, ' '],
        [/[\p{L}\p{N})]+( +)[,;.](?=\s|$)/gu, ''],
      ] as const) {
        for (const [snippet, blanks = ''] of prose.matchAll(pattern)) {
          const replacement = snippet.replace(blanks, joint);
          yield {
            path,
            snippet,
            replacement,
            message: 'a blank too many',
            found: snippet,
            expected: replacement,
          };
        }
      }
    }
  },
};
