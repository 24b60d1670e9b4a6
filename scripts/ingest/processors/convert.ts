import type { JsonValue } from '../../base/json';
import { readField } from '../field-values';
import { illegalArgument, ingestError } from '../errors';
import { CONVERTERS, isConvertType, type Converter } from '../conversions';
import type { ProcessorCompiler } from '../processor-compiler';
import type { ProcessorOptions } from '../processor-options';
import { didYouMean } from '../problems';
import { noteNumbers } from '../written-numbers';

/** `convert`: another type for a value, or for each value of a list. */
export const compileConvert: ProcessorCompiler = (options) => {
  const field = options.path('field');
  const target = options.targetPath('target_field', field);
  const { type, convert } = readType(options);
  const ignoreMissing = options.boolean('ignore_missing', false);
  return (document) => {
    const value = readField(field, document, ignoreMissing);
    if (value === null) {
      if (ignoreMissing) return;
      throw illegalArgument(`Field [${field.path}] is null, cannot be converted to type [${type}]`);
    }
    const converted = Array.isArray(value) ? convertEach(value, type, convert) : convert(value);
    noteNumbers(document, converted);
    target.set(document, converted);
  };
};

function convertEach(list: readonly JsonValue[], type: string, convert: Converter): JsonValue[] {
  return list.map((item) => {
    if (item !== null) return convert(item);
    if (type === 'auto') return null;
    const message =
      type === 'ip'
        ? 'Cannot invoke "String.getBytes(java.nio.charset.Charset)" because "ipString" is null'
        : 'Cannot invoke "Object.toString()" because "value" is null';
    throw ingestError('null_pointer_exception', message);
  });
}

function readType(options: ProcessorOptions): { type: string; convert: Converter } {
  const type = options.string('type').toLowerCase();
  if (isConvertType(type)) return { type, convert: CONVERTERS[type] };
  const known = Object.keys(CONVERTERS);
  options.fail('type', `"${type}" is no type to convert to`, type, known.join(', '), didYouMean(type, known));
  return { type, convert: CONVERTERS.auto };
}
