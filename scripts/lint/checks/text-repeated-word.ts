import type { RuleCheck } from '../check';
import { proseOf } from '../subject';

/** English words; one behind an apostrophe or beside a dash is part of another. */
const REPEATED = /\b([a-z]{2,})[ \n]+\1\b(?![’'-])/gi;
/** Words that English does put twice. */
const RIGHT = ['that', 'had', 'very'];

export const textRepeatedWord: RuleCheck = {
  code: 'TEXT_REPEATED_WORD',
  severity: 'warning',
  title: 'Prose has no word twice in a row.',
  why: 'A “the the” is left when a sentence was rearranged; spelling checkers miss it at the end of a line.',
  bad: '"description": "Rights to the the mailbox were given away."',
  mend: 'Take one of them out.',
  *run(subject) {
    for (const [path, text] of proseOf(subject)) {
      for (const { 0: snippet, 1: word = '', index } of text.matchAll(REPEATED)) {
        if (RIGHT.includes(word.toLowerCase()) || /[\w'’-]/.test(text.charAt(index - 1))) continue;
        yield { path, snippet, message: `“${word}” stands there twice`, found: snippet };
      }
    }
  },
};
