import type { FileCheck } from '../check';

export const jsonSyntax: FileCheck = {
  code: 'JSON_SYNTAX',
  severity: 'error',
  title: 'A rule’s file is JSON.',
  why: 'Kibana and Fleet read nothing of a file that does not parse, and an import stops at it.',
  bad: '{ "name": "Inbox rule",, }',
  mend: 'Mend the place, or build the file again with npm run build.',
  *run({ content, text }) {
    if (content.ok) return;
    const [rest = ''] = text.slice(content.offset).split('\n');
    yield {
      offset: content.offset,
      message: `no JSON: ${content.message}`,
      found: rest === '' ? 'the end of a line or of the file' : rest.slice(0, 40),
    };
  },
};
