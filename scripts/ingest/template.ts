import type { IngestDocument } from './document';
import { escaperFor, type MediaType } from './template-escape';
import { compileLookup, renderValue } from './template-lookup';
import { compileMustache } from './template-mustache';

/** Renders a text with the values of a document. */
export type Template = (document: IngestDocument) => string;

const PLAIN_VARIABLE =
  /^(?:\{\{\{\s*([\w@.-]+)\s*\}\}\}|\{\{&\s*([\w@.-]+)\s*\}\}|\{\{\s*([\w@.-]+)\s*\}\})$/;

export function isTemplate(text: string): boolean {
  return text.includes('{{');
}

/**
 * Compiles one of Elasticsearch's templates (Mustache). What is missing renders as the empty text; lists and maps
 * render like Java's `toString()`. `{{x}}` escapes for the media type, JSON unless told otherwise; `{{{x}}}`
 * does not escape. Throws an Error for a template that cannot be read.
 */
export function compileTemplate(text: string, mediaType: MediaType = 'application/json'): Template {
  if (!isTemplate(text)) return () => text;
  const variable = PLAIN_VARIABLE.exec(text);
  if (variable === null) return compileMustache(text, escaperFor(mediaType));
  const [, triple, ampersand, double] = variable;
  const lookup = compileLookup(triple ?? ampersand ?? double ?? '');
  if (double === undefined) return (document) => renderValue(lookup(document));
  const escape = escaperFor(mediaType);
  return (document) => escape(renderValue(lookup(document)));
}
