import type { JsonValue } from '../../base/json';
import type { IngestDocument } from '../document';
import { illegalArgument, ingestError } from '../errors';
import { cannotCast } from '../field-path-messages';
import { readField } from '../field-values';
import { javaClassName, javaToString } from '../java-values';
import type { ProcessorOptions } from '../processor-options';
import type { Execute } from '../step';
import { noteNumbers } from '../written-numbers';

/** The processors that change a text, or each text of a list: field, target_field, ignore_missing. */
export function compileStringProcessor(
  options: ProcessorOptions,
  change: (text: string) => JsonValue,
): Execute {
  const field = options.path('field');
  const target = options.targetPath('target_field', field);
  const ignoreMissing = options.boolean('ignore_missing', false);
  const store = (document: IngestDocument, changed: JsonValue): void => {
    noteNumbers(document, changed);
    target.set(document, changed);
  };
  return (document) => {
    const value = readField(field, document, ignoreMissing);
    if (typeof value === 'string') {
      store(document, change(value));
    } else if (value === null) {
      if (!ignoreMissing) throw illegalArgument(`field [${field.path}] is null, cannot process it.`);
    } else if (Array.isArray(value)) {
      store(document, changeEach(value, field.path, change));
    } else {
      throw illegalArgument(cannotCast(field.path, value, 'java.lang.String'));
    }
  };
}

function changeEach(
  list: readonly JsonValue[],
  path: string,
  change: (text: string) => JsonValue,
): JsonValue[] {
  return list.map((item) => {
    if (typeof item === 'string') return change(item);
    if (item === null) {
      throw ingestError(
        'null_pointer_exception',
        'Cannot invoke "Object.getClass()" because "value" is null',
      );
    }
    throw illegalArgument(
      `value [${javaToString(item)}] of type [${javaClassName(item)}] in list field [${path}] ` +
        'cannot be cast to [java.lang.String]',
    );
  });
}
