import type { JavaRegex } from '../../base/java-regex';
import { compileJavaRegex } from '../../base/compile-java-regex';
import type { IngestDocument } from '../document';
import { illegalArgument } from '../errors';
import type { FieldPath } from '../field-path';
import { readString } from '../field-values';
import { createPathCache } from '../path-cache';
import type { ProcessorCompiler } from '../processor-compiler';
import type { ProcessorOptions } from '../processor-options';

type Change = (text: string) => string;

/** `kv`: fields out of a text such as `a=1 b=2`. */
export const compileKv: ProcessorCompiler = (options) => {
  const field = options.pathTemplate('field');
  const ignoreMissing = options.boolean('ignore_missing', false);
  const split = compileSplit(options);
  const prefix = compilePrefix(options);
  const pathOf = createPathCache();
  return (document) => {
    const path = field(document);
    const text = readText(path, document, ignoreMissing);
    if (text === null) return;
    const start = prefix(document);
    split(text, path.path, (key, value) => write(document, pathOf(start + key), value));
  };
};

function readText(path: FieldPath, document: IngestDocument, ignoreMissing: boolean): string | null {
  if (path.path === '' || !path.has(document, true)) {
    if (ignoreMissing) return null;
    throw illegalArgument(`field [${path.path}] doesn't exist`);
  }
  const text = readString(path, document, ignoreMissing);
  if (text === null && !ignoreMissing) {
    throw illegalArgument(`field [${path.path}] is null, cannot extract key-value pairs.`);
  }
  return text;
}

function write(document: IngestDocument, path: FieldPath, value: string): void {
  if (path.has(document)) path.append(document, value, { allowDuplicates: true });
  else path.set(document, value);
}

function compilePrefix(options: ProcessorOptions): (document: IngestDocument) => string {
  const target = options.value('target_field') === undefined ? () => '' : options.template('target_field');
  const prefix = options.stringOr('prefix', '');
  return (document) => {
    const rendered = target(document);
    return rendered === '' ? prefix : `${rendered}.${prefix}`;
  };
}

type Emit = (key: string, value: string) => void;

function compileSplit(options: ProcessorOptions): (text: string, path: string, emit: Emit) => void {
  const fields = options.regex('field_split');
  const values = options.regex('value_split');
  const include = readKeys(options, 'include_keys');
  const exclude = readKeys(options, 'exclude_keys');
  const trimKey = compileTrim(options, 'trim_key');
  const trimValue = compileTrim(options, 'trim_value');
  const strip: Change = options.boolean('strip_brackets', false) ? stripBrackets : (value) => value;
  return (text, path, emit) => {
    for (const part of fields.split(text)) {
      const [rawKey = '', rawValue] = values.split(part, 2);
      if (rawValue === undefined) {
        throw illegalArgument(`field [${path}] does not contain value_split [${values.source}]`);
      }
      const key = trimKey(rawKey);
      if (include?.has(key) === false || exclude?.has(key) === true) continue;
      emit(key, trimValue(strip(rawValue)));
    }
  };
}

function readKeys(options: ProcessorOptions, name: string): ReadonlySet<string> | undefined {
  const keys = options.optionalStrings(name);
  return keys === undefined ? undefined : new Set(keys);
}

/** The characters to trim are put into a character class as they are, so that `a-z` is a range. */
function compileTrim(options: ProcessorOptions, name: string): Change {
  const characters = options.optionalString(name);
  if (characters === undefined) return (text) => text;
  const source = `(^([${characters}]+))|([${characters}]+$)`;
  const compile = (): JavaRegex => compileJavaRegex(source);
  const pattern = options.compiled(name, characters, compile, compileJavaRegex('a'));
  return (text) => pattern.replaceAll(text, '');
}

/** One opening bracket or quote at the start, one closing at the end. */
function stripBrackets(text: string): string {
  return text.replace(/^[([<"']|[\])>"']$/g, '');
}
