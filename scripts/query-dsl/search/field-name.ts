import { DocumentRejected } from './document-rejected';

function reject(reason: string): never {
  throw new DocumentRejected('document_parsing_exception', reason);
}

/** Refuses the keys of a document that Elasticsearch cannot make a field name of. */
export function checkFieldName(key: string): void {
  if (key !== '' && !key.includes('.') && key.trim() !== '') return;
  if (key === '') reject('failed to parse: field name cannot be an empty string');
  if (key.trim() === '') reject(`Field name cannot contain only whitespace: [${key}]`);
  const parts = key.split('.');
  // Java's split drops empty parts at the end, so that `a.` passes for `a`.
  while (parts.at(-1) === '') parts.pop();
  for (const part of parts) {
    if (part === '') reject(`failed to parse: field name cannot contain only whitespace: ['${key}']`);
    if (part.trim() === '') {
      reject(
        `failed to parse: field name starting or ending with a [.] makes object resolution ambiguous: [${key}]`,
      );
    }
  }
}
