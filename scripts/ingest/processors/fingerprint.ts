import { isJsonObject, type JsonValue } from '../../base/json';
import type { IngestDocument } from '../document';
import { illegalArgument } from '../errors';
import { compileFieldPath, type FieldPath } from '../field-path';
import { HASH_METHODS, hashBase64 } from '../fingerprint-hash';
import { toBytes } from '../fingerprint-bytes';
import type { ProcessorCompiler } from '../processor-compiler';

const DELIMITER = Buffer.from([0]);

/** `fingerprint`: a hash of the values of some fields, byte for byte as Elasticsearch computes it. */
export const compileFingerprint: ProcessorCompiler = (options) => {
  const names = options.strings('fields');
  if (names.length === 0) options.fail('fields', 'must name at least one field', []);
  const target = options.targetPath('target_field', compileFieldPath('fingerprint'));
  const method = options.choice('method', HASH_METHODS, 'SHA-1');
  const salt = options.stringOr('salt', '');
  const saltBytes = salt.trim() === '' ? [] : [Buffer.from(salt)];
  const ignoreMissing = options.boolean('ignore_missing', false);
  const fields = [...names].sort().map(compileFieldPath);
  return (document) => {
    const values = readValues(fields, document, ignoreMissing);
    if (values.length === 0) return;
    const chunks = [...saltBytes];
    for (const value of values) addBytes(value, chunks);
    target.set(document, hashBase64(method, Buffer.concat(chunks)));
  };
};

/** The last field is looked at first, so that it is the one named when several are missing. */
function readValues(
  fields: readonly FieldPath[],
  document: IngestDocument,
  ignoreMissing: boolean,
): JsonValue[] {
  const values: JsonValue[] = [];
  for (const field of fields.toReversed()) {
    const value = field.get(document) ?? null;
    if (value !== null) values.unshift(value);
    else if (!ignoreMissing) {
      throw illegalArgument(`missing field [${field.path}] when calculating fingerprint`);
    }
  }
  return values;
}

/** Lists in their order, objects as keys and values in the order of their keys, each part behind a zero byte. */
function addBytes(value: JsonValue, chunks: Buffer[]): void {
  if (Array.isArray(value)) {
    for (const item of value) addBytes(item, chunks);
  } else if (isJsonObject(value)) {
    for (const key of Object.keys(value).sort()) {
      chunks.push(DELIMITER, toBytes(key));
      addBytes(value[key] ?? null, chunks);
    }
  } else {
    chunks.push(DELIMITER, toBytes(value));
  }
}
