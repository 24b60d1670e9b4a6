import {
  getKey,
  isJsonContainer,
  isJsonObject,
  setKey,
  type JsonObject,
  type JsonValue,
} from '../../base/json';
import type { IngestDocument } from '../document';
import { illegalArgument, ingestError } from '../errors';
import { readField } from '../field-values';
import { javaHashOrder } from '../java-hash-order';
import { javaClassName } from '../java-values';
import type { ProcessorCompiler } from '../processor-compiler';
import type { Execute } from '../step';

/** `foreach`: runs a processor for each value of a list or an object, as `_ingest._value` (and `_ingest._key`). */
export const compileForeach: ProcessorCompiler = (options, environment) => {
  const field = options.path('field');
  const ignoreMissing = options.boolean('ignore_missing', false);
  const definition = options.value('processor');
  if (definition === undefined)
    options.fail('processor', 'is required and missing', undefined, 'a processor');
  const step = environment.compileProcessor(definition ?? {}, ['processor']);
  const execute: Execute = step?.execute ?? (() => undefined);
  const dropsForReal = callsPipeline(definition ?? null);
  return (document) => {
    const value = readField(field, document, ignoreMissing);
    if (value === null) {
      if (ignoreMissing) return;
      throw illegalArgument(`field [${field.path}] is null, cannot loop over its elements.`);
    }
    if (!isJsonContainer(value)) {
      throw illegalArgument(
        `field [${field.path}] of type [${javaClassName(value)}] cannot be cast to a list or map`,
      );
    }
    const result = Array.isArray(value)
      ? overList(value, document, dropsForReal ? execute : refusingDrop(execute))
      : overObject(value, document, dropsForReal ? execute : ignoringDrop(execute));
    if (!document.dropped) field.set(document, result);
  };
};

function overList(list: readonly JsonValue[], document: IngestDocument, execute: Execute): JsonValue[] {
  const { ingest } = document;
  const result: JsonValue[] = [];
  // What a processor appends to the list meanwhile is not looped over.
  const { length } = list;
  for (let index = 0; index < length; index++) {
    const outer = ingest['_value'] ?? null;
    ingest['_value'] = list[index] ?? null;
    try {
      execute(document);
      if (document.dropped) return result;
      result.push(ingest['_value'] ?? null);
    } finally {
      ingest['_value'] = outer;
    }
  }
  return result;
}

function overObject(object: JsonObject, document: IngestDocument, execute: Execute): JsonObject {
  const { ingest } = document;
  const result: JsonObject = {};
  const before = Object.keys(object);
  for (const [index, key] of javaHashOrder(before).entries()) {
    if (isWatchedAt(index, before.length) && isChanged(object, before))
      throw ingestError('concurrent_modification_exception', '');
    const outerKey = ingest['_key'] ?? null;
    const outerValue = ingest['_value'] ?? null;
    ingest['_key'] = key;
    ingest['_value'] = getKey(object, key) ?? null;
    try {
      execute(document);
      if (document.dropped) return result;
    } finally {
      keepEntry(result, ingest, outerKey, outerValue);
    }
  }
  return result;
}

const MOST_KEYS_WATCHED = 1000;
const LOOKS_AT_LARGE_OBJECTS = 10;

/**
 * Whether the keys are looked at before a step. Those of large objects are not at each, which would take a time that
 * grows as their square: what changes them fails some steps later, the last at the latest.
 */
function isWatchedAt(index: number, count: number): boolean {
  if (index === 0) return false;
  if (count <= MOST_KEYS_WATCHED || index === count - 1) return true;
  return index % Math.ceil(count / LOOKS_AT_LARGE_OBJECTS) === 0;
}

/** Whether keys were added or removed, which Java's iterators notice before the next one. */
function isChanged(object: JsonObject, before: readonly string[]): boolean {
  const keys = Object.keys(object);
  return keys.length !== before.length || keys.some((key, index) => key !== before[index]);
}

/** An empty key drops the entry, and `_value` is then left as it is, as in Elasticsearch; also after a failure. */
function keepEntry(result: JsonObject, ingest: JsonObject, outerKey: JsonValue, outerValue: JsonValue): void {
  const key = ingest['_key'] ?? '';
  ingest['_key'] = outerKey;
  if (typeof key !== 'string') {
    const found = isJsonObject(key) ? 'java.util.HashMap' : javaClassName(key);
    const reason = `(${found} and java.lang.String are in module java.base of loader 'bootstrap')`;
    throw ingestError(
      'class_cast_exception',
      `class ${found} cannot be cast to class java.lang.String ${reason}`,
    );
  }
  if (key.trim() === '') return;
  setKey(result, key, ingest['_value'] ?? null);
  ingest['_value'] = outerValue;
}

/**
 * Whether a processor calls a pipeline, itself or where it fails: only such a one can drop the document, since
 * Elasticsearch's `foreach` does not look at what any other returns.
 */
function callsPipeline(definition: JsonValue): boolean {
  const [type, options] = isJsonObject(definition) ? (Object.entries(definition)[0] ?? []) : [];
  if (type === 'pipeline' || !isJsonObject(options ?? null)) return type === 'pipeline';
  const { processor, on_failure: onFailure } = options as JsonObject;
  if (type === 'foreach' && callsPipeline(processor ?? null)) return true;
  return Array.isArray(onFailure) && onFailure.some(callsPipeline);
}

/** Over a list a drop fails, by an oversight. */
function refusingDrop(execute: Execute): Execute {
  return (document) => {
    execute(document);
    if (!document.dropped) return;
    document.dropped = false;
    throw ingestError(
      'null_pointer_exception',
      'Cannot invoke "org.elasticsearch.ingest.IngestDocument.getIngestMetadata()" ' +
        'because "ingestDocument" is null',
    );
  };
}

/** Over an object a drop does nothing. */
function ignoringDrop(execute: Execute): Execute {
  return (document) => {
    execute(document);
    document.dropped = false;
  };
}
