import type { IngestDocument } from '../document';
import { readField } from '../field-values';
import { deepCopy } from '../java-values';
import type { ProcessorCompiler } from '../processor-compiler';
import { readSource } from './set';

/** `append`: adds values to a list, or makes a list of what is there. */
export const compileAppend: ProcessorCompiler = (options) => {
  const target = options.pathTemplate('field');
  const allowDuplicates = options.boolean('allow_duplicates', true);
  const ignoreEmpty = options.boolean('ignore_empty_values', false);
  const source = readSource(options);
  const read =
    'copyFrom' in source
      ? (document: IngestDocument) => deepCopy(readField(source.copyFrom, document, ignoreEmpty))
      : (document: IngestDocument) => source.value.resolve(document);
  const how = { allowDuplicates, ignoreEmpty };
  return (document) => target(document).append(document, read(document), how);
};
