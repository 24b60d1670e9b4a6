import { compileDissectMatcher, type DissectMatcher } from '../dissect/match-dissect';
import { parseDissectPattern } from '../dissect/parse-dissect-pattern';
import { illegalArgument, ingestError } from '../errors';
import { readString } from '../field-values';
import { javaHashOrder } from '../java-hash-order';
import { createPathCache } from '../path-cache';
import type { ProcessorCompiler } from '../processor-compiler';

/** `dissect`: fields out of a text, cut at fixed delimiters. */
export const compileDissect: ProcessorCompiler = (options) => {
  const field = options.path('field');
  const pattern = options.string('pattern');
  const separator = options.stringOr('append_separator', '');
  const ignoreMissing = options.boolean('ignore_missing', false);
  const compile = (): DissectMatcher => compileDissectMatcher(parseDissectPattern(pattern), separator);
  const match = options.compiled('pattern', pattern, compile, () => null);
  const pathOf = createPathCache();
  return (document) => {
    const text = readString(field, document, ignoreMissing);
    if (text === null) {
      if (ignoreMissing) return;
      throw illegalArgument(`field [${field.path}] is null, cannot process it.`);
    }
    const found = match(text);
    if (found === null) {
      const message = `Unable to find match for dissect pattern: ${pattern} against source: ${text}`;
      throw ingestError('find_match', message);
    }
    for (const name of javaOrder(found)) pathOf(name).set(document, found.get(name) ?? null);
  };
};

/** Elasticsearch's results are a HashMap made for as many as there are; the order shows when a field cannot be set. */
function javaOrder(found: ReadonlyMap<string, unknown>): readonly string[] {
  return javaHashOrder([...found.keys()], 2 ** Math.ceil(Math.log2(found.size)));
}
