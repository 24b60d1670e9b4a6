import { getKey, isJsonObject, type JsonObject } from '../../base/json';
import type { IngestDocument } from '../document';
import { illegalArgument, ingestError } from '../errors';
import { compileFieldPath, type FieldPath } from '../field-path';
import { cannotCast } from '../field-path-messages';
import { javaHashOrder } from '../java-hash-order';
import type { ProcessorCompiler } from '../processor-compiler';
import type { ProcessorOptions } from '../processor-options';
import type { Execute } from '../step';

/** `dot_expander`: a key with dots in it becomes objects within objects. */
export const compileDotExpander: ProcessorCompiler = (options) => {
  const field = readField(options);
  const path = options.optionalString('path');
  const override = options.boolean('override', false);
  const container = path === undefined ? undefined : compileFieldPath(path);
  const prefix = path === undefined ? '' : `${path}.`;
  if (field !== '*') {
    const expansion = new Expansion(field, prefix, override);
    return (document) => expansion.run(document, readContainer(document, container));
  }
  return expandAll(container, prefix, override);
};

function expandAll(container: FieldPath | undefined, prefix: string, override: boolean): Execute {
  return (document) => {
    const object = readContainer(document, container);
    for (const key of javaHashOrder(Object.keys(object))) {
      if (key.indexOf('.') > 0) new Expansion(key, prefix, override).run(document, object);
    }
  };
}

class Expansion {
  private readonly target: FieldPath;
  /** The objects on the way, outermost first. */
  private readonly parents: readonly FieldPath[];

  constructor(
    private readonly key: string,
    prefix: string,
    private readonly override: boolean,
  ) {
    const path = prefix + key;
    this.target = compileFieldPath(path);
    const parts = path.split('.');
    this.parents = parts.slice(1).map((_, index) => compileFieldPath(parts.slice(0, index + 1).join('.')));
  }

  run(document: IngestDocument, container: JsonObject): void {
    const value = getKey(container, this.key);
    if (value === undefined) return;
    const exists = this.target.has(document);
    if (!exists) this.checkParents(document);
    Reflect.deleteProperty(container, this.key);
    if (exists && !this.override) this.target.append(document, value, { allowDuplicates: true });
    else this.target.set(document, value);
  }

  private checkParents(document: IngestDocument): void {
    for (const parent of this.parents) {
      const value = parent.get(document);
      if (value === undefined) return;
      if (!isJsonObject(value)) {
        const reason = `because [${parent.path}] is not an object field, but a value field`;
        throw illegalArgument(`cannot expand [${this.target.path}], ${reason}`);
      }
    }
  }
}

function readContainer(document: IngestDocument, path: FieldPath | undefined): JsonObject {
  if (path === undefined) return document.source;
  const value = path.require(document);
  if (isJsonObject(value)) return value;
  if (value === null) {
    const call = 'Cannot invoke "java.util.Map.containsKey(Object)" because "map" is null';
    throw ingestError('null_pointer_exception', call);
  }
  throw illegalArgument(cannotCast(path.path, value, 'java.util.Map'));
}

function readField(options: ProcessorOptions): string {
  const field = options.string('field');
  if (field === '*') return field;
  if (!field.includes('.')) options.fail('field', 'must hold a dot, or be *', field);
  else if (/^\.|\.$/.test(field)) options.fail('field', 'cannot start or end with a dot', field);
  else if (field.includes('..')) options.fail('field', 'must have a name between two dots', field);
  return field;
}
