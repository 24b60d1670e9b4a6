import type { Edit } from '../finding';
import type { FormCheck } from '../check';

export const trailingSpace: FormCheck = {
  code: 'TRAILING_SPACE',
  severity: 'warning',
  title: 'Lines of a rule’s YAML file end with a line feed and no blanks, and so does the file.',
  why: 'In a query or a guide a trailing blank becomes part of the text; in a diff it is a change that nobody sees.',
  bad: 'name: Inbox rule that deletes messages␠␠',
  mend: 'Take the blanks out; let the editor do so on saving.',
  fixable: true,
  *run({ document: { text } }) {
    const edits: Edit[] = Array.from(text.matchAll(/[ \t\r]+(?=\n|$)/g), ({ index, 0: blanks }) => ({
      start: index,
      end: index + blanks.length,
      text: '',
    }));
    const end = /\n*$/.exec(text)?.[0] ?? '';
    if (end !== '\n') edits.push({ start: text.length - end.length, end: text.length, text: '\n' });
    const [first] = edits;
    if (first === undefined) return;
    const others = edits.length === 1 ? '' : `, and ${edits.length - 1} more of the kind`;
    const what =
      first.end === text.length ? 'the file does not end with one line feed' : 'the line ends with blanks';
    yield { offset: first.start, message: `${what}${others}`, edits };
  },
};
