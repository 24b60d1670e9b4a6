import { isJsonObject, setKey, type JsonObject, type JsonValue } from '../../base/json';
import { METADATA_FIELDS, setMetadata, type IngestDocument } from '../document';
import { illegalArgument, IngestError } from '../errors';
import { javaToString } from '../java-values';
import { parseJson } from '../parse-json';
import type { ProcessorCompiler } from '../processor-compiler';
import type { ProcessorOptions } from '../processor-options';

/** `json`: the value of a text that holds JSON. */
export const compileJson: ProcessorCompiler = (options) => {
  const field = options.path('field');
  const target = options.targetPath('target_field', field);
  const root = readRoot(options);
  const parsing = {
    allowDuplicateKeys: options.boolean('allow_duplicate_keys', false),
    strict: options.boolean('strict_json_parsing', true),
  };
  return (document) => {
    const parsed = parseJson(javaToString(field.require(document)), parsing);
    if (root === 'none') target.set(document, parsed);
    else addToRoot(document, parsed, root === 'merge');
  };
};

/** Where the value goes: to a field, or to the document's root with one of two ways with what is there. */
function readRoot(options: ProcessorOptions): 'none' | 'replace' | 'merge' {
  const addToRootWanted = options.boolean('add_to_root', false);
  const strategyGiven = options.value('add_to_root_conflict_strategy') !== undefined;
  const strategy = options.choice('add_to_root_conflict_strategy', ['replace', 'merge'], 'replace');
  if (addToRootWanted) {
    if (options.value('target_field') !== undefined) {
      options.fail('target_field', 'cannot be set while "add_to_root" is true');
    }
    return strategy;
  }
  if (strategyGiven) {
    options.fail('add_to_root_conflict_strategy', 'cannot be set unless "add_to_root" is true');
  }
  return 'none';
}

function addToRoot(document: IngestDocument, value: JsonValue, merge: boolean): void {
  if (!isJsonObject(value)) throw illegalArgument('cannot add non-map fields to root of document');
  for (const key of Object.keys(value)) {
    const item = value[key] ?? null;
    if (key === '') throw emptyKey();
    if (METADATA_FIELDS.has(key)) setMetadata(document, key, item);
    else if (merge) mergeKey(document.source, key, item);
    else setKey(document.source, key, item);
  }
}

/** Elasticsearch looks at the first character of a root key. */
function emptyKey(): IngestError {
  return new IngestError('string_index_out_of_bounds_exception', 'Index 0 out of bounds for length 0');
}

/** Objects are merged, everything else is replaced. */
function mergeKey(target: JsonObject, key: string, value: JsonValue): void {
  const existing = Object.hasOwn(target, key) ? target[key] : undefined;
  if (!isJsonObject(existing) || !isJsonObject(value)) {
    setKey(target, key, value);
    return;
  }
  for (const inner of Object.keys(value)) mergeKey(existing, inner, value[inner] ?? null);
}
