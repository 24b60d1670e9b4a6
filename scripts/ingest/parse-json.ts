import { parseExactJson } from '../base/exact-json';
import { isJsonContainer, type JsonValue } from '../base/json';
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
    const { bare } = withoutComments(text);
    const read = jsonShape(bare.slice(0, endOfFirstValue(bare)));
    if (read.members !== countKeys(value)) throw malformed('Duplicate field');
  }
  return value;
}

function parseText(text: string, strict: boolean): JsonValue {
  try {
    return parseExactJson(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return parseUnusual(text, strict);
}

/** What JSON.parse refuses and Elasticsearch may take: nothing at all, comments, something behind the value. */
function parseUnusual(text: string, strict: boolean): JsonValue {
  const { bare, isOpen, touchesNumber } = withoutComments(text);
  if (touchesNumber) throw malformed('a comment at once behind a number');
  if (/^[ \t\r\n]*$/.test(bare)) {
    if (isOpen) throw endsTooEarly();
    return null;
  }
  const end = endOfFirstValue(bare);
  const value = parsePlain(bare.slice(0, end), bare.length === end);
  const rest = bare.slice(end).replace(/^[ \t\r\n]+/, '');
  if (strict && (rest !== '' || isOpen)) {
    const reason = 'is not valid JSON and the strict_json_parsing parameter is true';
    throw illegalArgument(
      `The input ${text} ${reason}`,
      !isOpen && isToken(rest) ? undefined : malformed('what follows'),
    );
  }
  return value;
}

/** Whether a text begins with what the parser reads as one token of JSON. */
function isToken(text: string): boolean {
  if (/^[{[]/.test(text)) return true;
  try {
    JSON.parse(text.slice(0, endOfFirstValue(text)));
    return true;
  } catch {
    return false;
  }
}

function parsePlain(text: string, atEnd: boolean): JsonValue {
  try {
    return parseExactJson(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    if (atEnd && isCutOff(error.message, text)) {
      throw endsTooEarly();
    }
    throw malformed(error.message);
  }
}

/** JSON.parse says where it stopped, or that the text ended; a word that is none is read to its end first. */
function isCutOff(message: string, text: string): boolean {
  if (/(?:^|[^0-9A-Za-z.])[A-Za-z]+$|[0-9]\.$/.test(text.replace(/"(?:[^"\\]|\\.)*(?:"|$)/gs, '0')))
    return false;
  const position = /at position (\d+)/.exec(message)?.[1];
  return position === undefined ? /end of JSON/i.test(message) : Number(position) >= text.length;
}

function endsTooEarly(): IngestError {
  return new IngestError('x_content_e_o_f_exception', 'not JSON: it ends too early');
}

function malformed(message: string): IngestError {
  return new IngestError('x_content_parse_exception', `not JSON: ${message}`);
}

function countKeys(value: JsonValue): number {
  if (!isJsonContainer(value)) return 0;
  const items = Array.isArray(value) ? value : Object.values(value);
  let count = Array.isArray(value) ? 0 : items.length;
  for (const item of items) count += countKeys(item);
  return count;
}
