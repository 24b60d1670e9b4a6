import { markdownTable, plainText } from '../base/markdown';
import type { ResolvedField } from './resolved-fields';

/** The fields of a data stream as a Markdown table, groups written out, sorted by name. */
export function exportedFields(fields: readonly ResolvedField[]): string {
  const rows = flatFields(fields, '').sort(([a], [b]) => (a < b ? -1 : 1));
  return markdownTable(
    ['Field', 'Description', 'Type'],
    rows.map(([name, { description = '', type = '' }]) => [
      plainText(name),
      plainText(firstParagraph(description)),
      type,
    ]),
  );
}

function flatFields(fields: readonly ResolvedField[], prefix: string): [string, ResolvedField][] {
  return fields.flatMap((field) => {
    const name = `${prefix}${field.name}`;
    const members = flatFields(field.fields ?? [], `${name}.`);
    return field.type === 'group' ? members : [[name, field], ...members];
  });
}

/** ECS says in further paragraphs how a source should fill the field. */
function firstParagraph(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
