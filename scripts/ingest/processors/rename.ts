import { illegalArgument } from '../errors';
import type { ProcessorCompiler } from '../processor-compiler';

/** `rename`: moves a field. */
export const compileRename: ProcessorCompiler = (options) => {
  const from = options.pathTemplate('field');
  const to = options.pathTemplate('target_field');
  const ignoreMissing = options.boolean('ignore_missing', false);
  const override = options.boolean('override', false);
  return (document) => {
    const source = from(document);
    const value = source.path === '' ? undefined : source.get(document);
    if (value === undefined) {
      // A position beyond the end of a list is an error also with ignore_missing.
      if (source.path !== '') source.has(document, true);
      if (ignoreMissing) return;
      throw illegalArgument(`field [${source.path}] doesn't exist`);
    }
    const target = to(document);
    if (target.has(document, true) && !override) {
      throw illegalArgument(`field [${target.path}] already exists`);
    }
    source.remove(document, false);
    try {
      target.set(document, value);
    } catch (error) {
      source.set(document, value);
      throw error;
    }
  };
};
