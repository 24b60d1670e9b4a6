import { IngestError, illegalArgument } from '../errors';
import { readList } from '../field-values';
import { javaToString } from '../java-values';
import type { ProcessorCompiler } from '../processor-compiler';

/** `join`: one text of the values of a list. */
export const compileJoin: ProcessorCompiler = (options) => {
  const field = options.path('field');
  const target = options.targetPath('target_field', field);
  const separator = options.string('separator');
  return (document) => {
    const list = readList(field, document);
    if (list === null) throw illegalArgument(`field [${field.path}] is null, cannot join.`);
    // Elasticsearch calls toString() on null; that exception bears no message.
    if (list.includes(null)) throw new IngestError('null_pointer_exception', '');
    target.set(document, list.map(javaToString).join(separator));
  };
};
