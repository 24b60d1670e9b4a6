import { isJsonContainer, isJsonObject, type JsonValue } from '../../base/json';
import type { FieldDefinition } from '../mapping/field-definition';
import type { FieldValues } from './value-semantics';
import { queryText, textEquals, textRange } from './keyword-values';
import { BadQueryValue, Malformed, scalarText, type Bounds } from './scalar';

const DEFAULT_DEPTH_LIMIT = 20;

/** Called with the dotted key of a leaf and its text. */
type Visit = (key: string, text: string) => void;

/** Walks the leaves of a flattened object; false when it is nested too deeply. */
function walk(value: JsonValue, key: string, depth: number, visit: Visit): boolean {
  if (value === null) return true;
  if (Array.isArray(value)) return value.every((item) => walk(item, key, depth, visit));
  if (!isJsonObject(value)) {
    visit(key, scalarText(value));
    return true;
  }
  if (depth === 0) return false;
  for (const [name, item] of Object.entries(value)) {
    if (!walk(item, key === '' ? name : `${key}.${name}`, depth - 1, visit)) return false;
  }
  return true;
}

/** Lucene's longest term, in bytes of UTF-8. */
const MAX_TERM_BYTES = 32_766;

/** Shorter text is never too long, whatever its key. */
const SUSPICIOUS = MAX_TERM_BYTES / 4;

/** Is the value nested too deeply, or may one of its texts be too long? */
function suspicion(value: JsonValue, depth: number): 'deep' | 'long' | undefined {
  if (typeof value === 'string') return value.length > SUSPICIOUS ? 'long' : undefined;
  if (Array.isArray(value)) {
    for (const item of value) {
      const found = suspicion(item, depth);
      if (found !== undefined) return found;
    }
  } else if (isJsonObject(value)) {
    if (depth === 0) return 'deep';
    for (const key in value) {
      const found = suspicion(value[key] as JsonValue, depth - 1);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** How deep objects may lie in one another within the field. */
function depthLimit(field: FieldDefinition): number {
  const limit = field.parameters['depth_limit'];
  return typeof limit === 'number' ? limit : DEFAULT_DEPTH_LIMIT;
}

/** The leaves of a flattened field's JSON value that are indexed, keys and texts. */
export function flattenedLeaves(field: FieldDefinition, raw: JsonValue): [key: string, text: string][] {
  const leaves: [string, string][] = [];
  walk(raw, '', depthLimit(field), (key, text) => {
    if (text.length <= field.ignoreAbove) leaves.push([key, text]);
  });
  return leaves;
}

/** Why Elasticsearch would refuse the value of a flattened field, or undefined. */
export function flattenedProblem(field: FieldDefinition, raw: JsonValue): string | undefined {
  if (!isJsonObject(raw)) return 'Failed to parse object: expecting token of type [START_OBJECT]';
  const limit = depthLimit(field);
  const found = suspicion(raw, limit);
  if (found === undefined) return undefined;
  const isImmense = (key: string, text: string): boolean =>
    text.length <= field.ignoreAbove && Buffer.byteLength(`${key}\0${text}`) > MAX_TERM_BYTES;
  let immense: string | undefined;
  const isFlat = walk(raw, '', limit, (key, text) => (immense ??= isImmense(key, text) ? key : undefined));
  if (!isFlat)
    return `The provided [flattened] field [${field.path}] exceeds the maximum depth limit of [${limit}].`;
  return immense === undefined
    ? undefined
    : `Flattened field [${field.path}] contains one immense field whose keyed encoding is longer than the allowed max length of ${MAX_TERM_BYTES} bytes.`;
}

/** A flattened field (all leaves) or one of its keys; every leaf is text, whatever it was in JSON. */
export function flattenedValues(field: FieldDefinition): FieldValues {
  const isKeyed = field.flattenedKey !== undefined;
  return {
    parse(raw) {
      if (raw === null || isJsonContainer(raw))
        return isKeyed ? undefined : new Malformed('Failed to parse object');
      const text = scalarText(raw);
      return text.length > field.ignoreAbove ? undefined : text;
    },
    term: (value, caseInsensitive) => textEquals(queryText(value), caseInsensitive),
    range(bounds: Bounds) {
      const isOpen = (...ends: (JsonValue | undefined)[]): boolean =>
        ends.every((end) => (end ?? null) === null);
      if (isKeyed && (isOpen(bounds.gt, bounds.gte) || isOpen(bounds.lt, bounds.lte))) {
        throw new BadQueryValue('[range] queries on keyed [flattened] fields must include both bounds');
      }
      return textRange(bounds);
    },
  };
}
