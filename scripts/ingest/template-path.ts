import type { IngestDocument } from './document';
import { compileFieldPath, type FieldPath } from './field-path';
import { createPathCache } from './path-cache';
import { compileTemplate, isTemplate } from './template';

/** Gives the path to work on; always the same one when the text holds no template. */
export type PathTemplate = (document: IngestDocument) => FieldPath;

/** Compiles a field path that may hold Mustache templates. Throws an Error for a template that cannot be read. */
export function compilePathTemplate(text: string): PathTemplate {
  if (!isTemplate(text)) {
    const path = compileFieldPath(text);
    return () => path;
  }
  const template = compileTemplate(text);
  const pathOf = createPathCache();
  return (document) => pathOf(template(document));
}
