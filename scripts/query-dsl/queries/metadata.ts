import type { PreparedDocument } from '../document/prepared-document';
import { namePattern } from '../mapping/name-pattern';
import { refuse } from '../refuse';
import type { Clause } from './context';

const readers: ReadonlyMap<string, (document: PreparedDocument) => string | undefined> = new Map([
  ['_id', (document: PreparedDocument) => document.id],
  ['_index', (document: PreparedDocument) => document.index],
]);

/** Every document has these. */
const ALWAYS = ['_id', '_index', '_version', '_seq_no', '_tier', '_index_mode'];

/** These take no exists query. */
const NEVER = ['_source', '_doc_count', '_field_names', '_nested_path', '_data_stream_timestamp'];

/** What comes of asking for the existence of metadata fields by a name or pattern; undefined when none fits. */
export function metadataExists(pattern: string): 'refused' | 'always' | undefined {
  const matches = namePattern(pattern);
  if (NEVER.some(matches)) return 'refused';
  return ALWAYS.some(matches) ? 'always' : undefined;
}

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

/** Elasticsearch refuses ranges over metadata fields, and patterns of `_id`. */
export function refuseOfMetadata(clause: 'range' | 'wildcard' | 'prefix', name: string): void {
  if (!isMetadataField(name) || (clause !== 'range' && name !== '_id')) return;
  refuse('QUERY_INVALID_VALUE', `the field [${name}] does not support ${clause} queries`);
}

/** Elasticsearch refuses to look for an empty id or index name. */
export function refuseEmptyMetadata(name: string, value: string): void {
  if (isMetadataField(name) && value === '')
    refuse('QUERY_INVALID_VALUE', `the field [${name}] is never empty`);
}
