import type { RuleCheck } from '../check';
import { proseOf } from '../subject';

/** UTF-8 that was read as Windows-1252 (a quote becomes three characters), and the sign for what could not be read. */
const MISREAD = /â€.?|Ã[\u0080-\u00BF©¨¤¶¼Ÿ]|Â[\u00A0-\u00BF]|\uFFFD/u;

/** Control and format characters, but for the line breaks and tabs of Markdown. */
const INVISIBLE = /(?![\n\t])[\p{Cc}\p{Cf}]/u;

export const textDamage: RuleCheck = {
  code: 'TEXT_DAMAGE',
  severity: 'error',
  title: 'Text has no characters that a wrong encoding made of others, and none that cannot be seen.',
  why: 'A name with a zero-width space in it is found by no search, and â€œquotesâ€ make the reader doubt the rest.',
  bad: '"description": "The userâ€™s mailbox …"',
  mend: 'Type the character again.',
  *run(subject) {
    for (const [path, text] of proseOf(subject)) {
      const damage = (MISREAD.exec(text) ?? INVISIBLE.exec(text))?.[0];
      if (damage === undefined) continue;
      const codes = Array.from(
        damage,
        (char) => `U+${char.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0') ?? ''}`,
      );
      yield { path, snippet: damage, message: `damaged text in ${String(path[0])}`, found: codes.join(' ') };
    }
  },
};
