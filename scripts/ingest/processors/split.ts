import { illegalArgument } from '../errors';
import { readString } from '../field-values';
import type { ProcessorCompiler } from '../processor-compiler';

/** `split`: a list of the parts of a text between matches of a Java pattern. */
export const compileSplit: ProcessorCompiler = (options) => {
  const field = options.path('field');
  const target = options.targetPath('target_field', field);
  const separator = options.regex('separator');
  const ignoreMissing = options.boolean('ignore_missing', false);
  const limit = options.boolean('preserve_trailing', false) ? -1 : 0;
  return (document) => {
    const text = readString(field, document, ignoreMissing);
    if (text !== null) target.set(document, separator.split(text, limit));
    else if (!ignoreMissing) throw illegalArgument(`field [${field.path}] is null, cannot split.`);
  };
};
