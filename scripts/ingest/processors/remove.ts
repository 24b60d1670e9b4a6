import { isJsonObject, type JsonObject } from '../../base/json';
import { METADATA_FIELDS } from '../document';
import { javaHashOrder } from '../java-hash-order';
import { createPathCache } from '../path-cache';
import type { ProcessorCompiler } from '../processor-compiler';
import type { ProcessorOptions } from '../processor-options';
import type { Execute } from '../step';
import type { PathTemplate } from '../template-path';

/** `remove`: takes fields away, or all fields but those to keep. */
export const compileRemove: ProcessorCompiler = (options) => {
  const fields = readPaths(options, 'field');
  const keep = readPaths(options, 'keep');
  const ignoreMissing = options.boolean('ignore_missing', false);
  if (fields.length > 0 && keep.length > 0) options.fail('keep', 'cannot be used together with "field"');
  if (fields.length === 0 && keep.length === 0) options.fail('field', 'or "keep" must name a field');
  return keep.length > 0 ? keeping(keep) : removing(fields, ignoreMissing);
};

function readPaths(options: ProcessorOptions, name: string): PathTemplate[] {
  return (options.stringOrStrings(name) ?? []).map((text) => options.compilePath(name, text));
}

function removing(fields: readonly PathTemplate[], ignoreMissing: boolean): Execute {
  const [only] = fields;
  if (only !== undefined && fields.length === 1) {
    return (document) => only(document).remove(document, ignoreMissing);
  }
  return (document) => {
    for (const field of fields) field(document).remove(document, ignoreMissing);
  };
}

/**
 * Removes what is neither kept, nor within what is kept, nor on the way to it. Lists are not searched.
 *
 * Elasticsearch lists the paths of all fields first, in a set, and removes them then: a key with a dot in it is no
 * path that leads to it, so that it stays; an empty key makes a path that is not valid, at which it stops.
 */
function keeping(keep: readonly PathTemplate[]): Execute {
  const pathOf = createPathCache();
  return (document) => {
    const kept = keep.map((path) => path(document).path);
    for (const path of javaHashOrder([
      ...Object.keys(document.metadata),
      ...fieldPaths(document.source, ''),
    ])) {
      if (METADATA_FIELDS.has(path) || kept.some((keep) => isKept(path, keep))) continue;
      const field = pathOf(path);
      if (field.has(document)) field.remove(document, true);
    }
  };
}

function isKept(path: string, keep: string): boolean {
  return path === keep || path.startsWith(`${keep}.`) || keep.startsWith(`${path}.`);
}

function fieldPaths(object: JsonObject, prefix: string): string[] {
  return Object.keys(object).flatMap((key) => {
    const value = object[key];
    const path = prefix + key;
    return isJsonObject(value) ? [path, ...fieldPaths(value, `${path}.`)] : [path];
  });
}
