import { setKey, type JsonValue } from '../base/json';
import { illegalArgument, IngestError } from './errors';
import { MAX_NESTING, nestedTooDeeply } from './document';
import { endOfFirstValue, jsonShape, withoutComments } from './json-text';

export interface JsonParsing {
  readonly allowDuplicateKeys: boolean;
  /** Nothing may follow the value. */
  readonly strict: boolean;
}

/**
 * Reads JSON as Elasticsearch's parser does: comments are allowed, no text is null, and of duplicate keys either
 * the last is kept or all are refused.
 */
export function parseJson(text: string, parsing: JsonParsing): JsonValue {
  // Two brackets a level: a shorter text cannot be nested too deeply.
  if (text.length > 2 * MAX_NESTING && jsonShape(text).depth > MAX_NESTING) throw nestedTooDeeply();
  const value = parseText(text, parsing.strict);
  if (!parsing.allowDuplicateKeys && jsonShape(text).members !== countKeys(value)) {
    // Members behind the first value are not read, and the count above includes them.
    const bare = withoutComments(text);
    const read = jsonShape(bare.slice(0, endOfFirstValue(bare)));
    if (read.members !== countKeys(value)) throw malformed('Duplicate field');
  }
  return MAY_OVERFLOW.test(text) ? finite(value) : value;
}

/** Numbers that a double may not hold. */
const MAY_OVERFLOW = /[eE]\+?\d{3}|\d{309}/;

/** JSON has no infinities: Elasticsearch writes them as text. */
function finite(value: JsonValue): JsonValue {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(finite);
  for (const key of Object.keys(value)) setKey(value, key, finite(value[key] ?? null));
  return value;
}

function parseText(text: string, strict: boolean): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return parseUnusual(text, strict);
}

/** What JSON.parse refuses and Elasticsearch may take: nothing at all, comments, something behind the value. */
function parseUnusual(text: string, strict: boolean): JsonValue {
  const bare = withoutComments(text);
  if (/^[ \t\r\n]*$/.test(bare)) return null;
  const end = endOfFirstValue(bare);
  const value = parsePlain(bare.slice(0, end), bare.length === end);
  if (strict && /[^ \t\r\n]/.test(bare.slice(end))) {
    const reason = 'is not valid JSON and the strict_json_parsing parameter is true';
    throw illegalArgument(`The input ${text} ${reason}`);
  }
  return value;
}

function parsePlain(text: string, atEnd: boolean): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    if (atEnd && isCutOff(error.message, text.length)) {
      throw new IngestError('x_content_e_o_f_exception', 'Unexpected end of file');
    }
    throw malformed(error.message);
  }
}

/** JSON.parse says where it stopped, or that the text ended. */
function isCutOff(message: string, length: number): boolean {
  const position = /at position (\d+)/.exec(message)?.[1];
  return position === undefined ? /end of JSON/i.test(message) : Number(position) >= length;
}

function malformed(message: string): IngestError {
  return new IngestError('x_content_parse_exception', message);
}

function countKeys(value: JsonValue): number {
  if (typeof value !== 'object' || value === null) return 0;
  const items = Array.isArray(value) ? value : Object.values(value);
  let count = Array.isArray(value) ? 0 : items.length;
  for (const item of items) count += countKeys(item);
  return count;
}
