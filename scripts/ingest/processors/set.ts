import type { IngestDocument } from '../document';
import { compileFieldPath, type FieldPath } from '../field-path';
import { readField } from '../field-values';
import { deepCopy } from '../java-values';
import type { ProcessorCompiler } from '../processor-compiler';
import type { ProcessorOptions } from '../processor-options';
import { shown } from '../problems';
import { MEDIA_TYPES } from '../template-escape';
import { compileValueSource, type ValueSource } from '../value-source';

type Write = (document: IngestDocument, path: FieldPath) => void;

/** `set`: writes a value, or a copy of another field. */
export const compileSet: ProcessorCompiler = (options) => {
  const target = options.pathTemplate('field');
  const override = options.boolean('override', true);
  const write = compileWrite(options, options.boolean('ignore_empty_value', false));
  if (override) return (document) => write(document, target(document));
  return (document) => {
    const path = target(document);
    if ((path.get(document) ?? null) === null) write(document, path);
  };
};

function compileWrite(options: ProcessorOptions, ignoreEmpty: boolean): Write {
  const source = readSource(options);
  if ('copyFrom' in source) return copying(source.copyFrom, ignoreEmpty);
  const { value } = source;
  if (!ignoreEmpty || !value.templated)
    return (document, path) => path.set(document, value.resolve(document));
  return (document, path) => {
    const text = value.resolve(document);
    if (text !== '') path.set(document, text);
  };
}

function copying(copyFrom: FieldPath, ignoreEmpty: boolean): Write {
  return (document, path) => {
    const value = readField(copyFrom, document, ignoreEmpty);
    if (ignoreEmpty && (value === null || value === '')) return;
    path.set(document, deepCopy(value));
  };
}

/** Reads `value` or `copy_from` with `media_type`, as `set` and `append` share them. */
export function readSource(options: ProcessorOptions): { value: ValueSource } | { copyFrom: FieldPath } {
  const mediaType = options.choice('media_type', MEDIA_TYPES, 'application/json');
  const value = options.value('value');
  const copyFrom = options.optionalString('copy_from');
  if (copyFrom !== undefined) {
    if (value !== undefined) options.fail('copy_from', 'cannot be set together with "value"');
    return { copyFrom: compileFieldPath(copyFrom) };
  }
  if (value === undefined)
    options.fail('value', 'is required and missing', undefined, 'a value, or "copy_from"');
  const compile = (): ValueSource => compileValueSource(value ?? null, mediaType);
  return { value: options.compiled('value', shown(value), compile, compileValueSource(null, mediaType)) };
}
