import { BoxedNumber, BoxedInteger } from '../base/java-number';
import { isJsonContainer, isJsonObject, type JsonObject, type JsonValue } from '../base/json';
import { illegalArgument, IngestError } from './errors';
import { javaClassName, javaToString } from './java-values';

/** The metadata fields of a document; they live beside the source and hide source fields of the same name. */
export const METADATA_FIELDS: ReadonlySet<string> = new Set([
  '_index',
  '_type',
  '_id',
  '_routing',
  '_version',
  '_version_type',
  '_if_seq_no',
  '_if_primary_term',
  '_dynamic_templates',
]);

const SORTED_METADATA_FIELDS = [...METADATA_FIELDS].sort();

/** Those that are whole numbers. */
export const NUMERIC_METADATA: ReadonlySet<string> = new Set(['_version', '_if_seq_no', '_if_primary_term']);
const VERSION_TYPES = ['internal', 'external', 'external_gte'];

/** One document on its way through the pipelines. Processors change it in place. */
export class IngestDocument {
  /** The pipelines that are being run, outermost first. */
  readonly running: string[] = [];
  /** Set by `drop`: nothing more is run and the document is not stored. */
  dropped = false;
  /** Set where a number may have been stored that JSON does not have, so that one has to look for it in the end. */
  holdsJavaNumbers = false;

  constructor(
    public source: JsonObject,
    readonly metadata: JsonObject,
    /** `_ingest.*`: timestamp, pipeline, on_failure_*, _value, _key. */
    readonly ingest: JsonObject,
    /** Epoch milliseconds. */
    readonly now: number,
  ) {}
}

/** Elasticsearch's limit for objects and lists within each other. */
export const MAX_NESTING = 1000;

/** What Elasticsearch's JSON parser says of text that is nested more deeply. */
export function nestedTooDeeply(): IngestError {
  const limit = `${MAX_NESTING}, from \`StreamReadConstraints.getMaxNestingDepth()\``;
  const message = `Document nesting depth (${MAX_NESTING + 1}) exceeds the maximum allowed (${limit})`;
  return new IngestError('x_content_parse_exception', message);
}

/** Throws for a source that Elasticsearch would not let into a pipeline. */
export function checkSource(source: JsonObject): void {
  if (isDeeperThan(source, MAX_NESTING)) throw nestedTooDeeply();
  const found = SORTED_METADATA_FIELDS.filter((key) => source[key] !== undefined);
  if (found.length === 0) return;
  const shown = found.map((key) => `${key}:${javaToString(source[key] ?? null)}`).join(', ');
  throw illegalArgument(`unexpected metadata [${shown}] in source`);
}

function isDeeperThan(value: JsonValue, levels: number): boolean {
  if (!isJsonContainer(value)) return false;
  if (levels === 0) return true;
  const items = Array.isArray(value) ? value : Object.values(value);
  for (const item of items) if (isDeeperThan(item, levels - 1)) return true;
  return false;
}

/**
 * The document that Elasticsearch makes of an index request.
 *
 * `_version` is MATCH_ANY (-3) as in every request that names no version. `timestamp` is `now` in ISO 8601.
 */
export function newDocument(
  source: JsonObject,
  index: string,
  id: string | null,
  now: number,
  timestamp: string,
): IngestDocument {
  const metadata: JsonObject = { _index: index, _id: id, _version: -3, _version_type: 'internal' };
  return new IngestDocument(source, metadata, { timestamp }, now);
}

/** Sets a metadata field; throws what Elasticsearch throws for a value of the wrong type. */
export function setMetadata(document: IngestDocument, key: string, value: JsonValue): void {
  checkMetadata(key, value);
  document.metadata[key] = value;
}

/** Removes a metadata field that is there. */
export function removeMetadata(document: IngestDocument, key: string): void {
  if (key === '_version' || key === '_type') throw illegalArgument(`${key} cannot be removed`);
  Reflect.deleteProperty(document.metadata, key);
}

function checkMetadata(key: string, value: JsonValue): void {
  if (key === '_type') throw illegalArgument('_type cannot be updated');
  if (value === null) {
    if (key === '_version') throw illegalArgument('_version cannot be null');
    return;
  }
  const expected = expectedClass(key);
  const found = javaClassName(value);
  if (!isOfClass(value, expected)) throw wrongMetadata(key, javaToString(value), found);
  if (isNumber(value) && !isLong(value)) {
    throw illegalArgument(
      `${key} may only be set to an int or a long but was [${javaToString(value)}] with type [${found}]`,
    );
  }
  if (key === '_version_type' && typeof value === 'string' && !VERSION_TYPES.includes(value)) {
    const types = VERSION_TYPES.join(', ');
    throw illegalArgument(
      `_version_type must be a null or one of [${types}] but was [${value}] with type [${found}]`,
    );
  }
}

/** What Elasticsearch says of a metadata field whose value, here as text, is of the wrong class. */
export function wrongMetadata(key: string, text: string, found: string): IngestError {
  return illegalArgument(
    `${key} [${text}] is wrong type, expected assignable to [${expectedClass(key)}], not [${found}]`,
  );
}

function expectedClass(key: string): string {
  if (NUMERIC_METADATA.has(key)) return 'java.lang.Number';
  return key === '_dynamic_templates' ? 'java.util.Map' : 'java.lang.String';
}

function isNumber(value: JsonValue): value is number | BoxedNumber {
  return typeof value === 'number' || value instanceof BoxedNumber;
}

/** Whether Java's conversion to long keeps it. */
function isLong(value: number | BoxedNumber): boolean {
  if (value instanceof BoxedInteger) return value.isLong;
  return Number.isInteger(Number(value)) && Math.abs(Number(value)) <= 2 ** 63;
}

function isOfClass(value: JsonValue, expected: string): boolean {
  if (expected === 'java.lang.Number') return isNumber(value);
  if (expected === 'java.util.Map') return isJsonObject(value);
  return typeof value === 'string';
}
