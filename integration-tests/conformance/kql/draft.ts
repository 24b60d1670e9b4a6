import fc from 'fast-check';
import type { DocumentValues } from './document-values';

/**
 * A part of a query that is still to be written: what it asks for may depend on the documents. Drafts and documents are
 * drawn apart from each other, so that both shrink.
 */
export type Draft = string | ((documents: DocumentValues) => string);

/** The text of a draft, given the documents. */
export function write(draft: Draft, documents: DocumentValues): string {
  return typeof draft === 'string' ? draft : draft(documents);
}

/** A text with drafts in it: ``draft`not ${part}` ``. */
export function draft(texts: TemplateStringsArray, ...parts: readonly Draft[]): Draft {
  return join([texts[0] ?? '', ...parts.flatMap((part, index) => [part, texts[index + 1] ?? ''])]);
}

/** The drafts one behind the other. */
export function join(parts: readonly Draft[], separator = ''): Draft {
  if (parts.every((part) => typeof part === 'string')) return parts.join(separator);
  return (documents) => parts.map((part) => write(part, documents)).join(separator);
}

/** A draft of what a function makes of the text. */
export function apply(part: Draft, change: (text: string) => string): Draft {
  return typeof part === 'string' ? change(part) : (documents) => change(part(documents));
}

/** Drafts of what stands one behind the other. */
export function joined(...parts: fc.Arbitrary<Draft>[]): fc.Arbitrary<Draft> {
  return fc.tuple(...parts).map((all) => join(all));
}
