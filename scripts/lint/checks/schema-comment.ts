import type { FormCheck } from '../check';

const COMMENT = '# yaml-language-server: $schema=../../../docs/schema/rule.schema.json';

export const schemaComment: FormCheck = {
  code: 'SCHEMA_COMMENT',
  severity: 'warning',
  title: 'A rule’s YAML file names its JSON Schema in the first line.',
  why: 'By that line editors complete keys, show what they mean and underline what is wrong, before any command is run.',
  bad: 'id: 6493783b-c7d9-45e7-97cd-75fffc837452',
  mend: 'Put the comment above the first key.',
  fixable: true,
  *run({ document: { text } }) {
    const [first = ''] = text.split('\n');
    if (first.trimEnd() === COMMENT) return;
    const wrong = first.startsWith('# yaml-language-server:');
    yield {
      message: wrong ? 'the first line names another schema' : 'the first line names no schema',
      found: first,
      expected: COMMENT,
      edits: [{ start: 0, end: wrong ? first.length : 0, text: wrong ? COMMENT : `${COMMENT}\n` }],
    };
  },
};
