import type { PreparedDocument } from '../document/prepared-document';
import type { Clause } from './context';

const readers: ReadonlyMap<string, (document: PreparedDocument) => string | undefined> = new Map([
  ['_id', (document: PreparedDocument) => document.id],
  ['_index', (document: PreparedDocument) => document.index],
]);

/** Is this one of the metadata fields that queries may ask for? Every document has them. */
export function isMetadataField(name: string): boolean {
  return readers.has(name);
}

/** A clause over `_id` or `_index`; undefined for every other field. */
export function metadataClause(name: string, test: (value: string) => boolean): Clause | undefined {
  const read = readers.get(name);
  if (read === undefined) return undefined;
  return {
    matches: (document) => {
      const value = read(document);
      return value !== undefined && test(value);
    },
  };
}
