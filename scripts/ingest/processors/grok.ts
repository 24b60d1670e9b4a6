import { compileGrok, type GrokMatcher } from '../grok/compile-grok';
import { UnknownGrokPattern } from '../grok/expand';
import { GROK_PATTERNS, GROK_PATTERNS_V1 } from '../grok/patterns';
import { illegalArgument } from '../errors';
import { compileFieldPath } from '../field-path';
import { readString } from '../field-values';
import { isJsonObject, type JsonValue } from '../../base/json';
import { nearestName } from '../../base/nearest';
import { javaHashOrder } from '../java-hash-order';
import { createPathCache } from '../path-cache';
import type { ProcessorCompiler } from '../processor-compiler';
import type { ProcessorOptions } from '../processor-options';
import { noteNumbers } from '../written-numbers';

const TRACE = '_ingest._grok_match_index';
const MATCH_INDEX = compileFieldPath(TRACE);

/** `grok`: fields out of a text by named patterns. */
export const compileGrokProcessor: ProcessorCompiler = (options) => {
  const field = options.path('field');
  const mode = options.choice('ecs_compatibility', ['disabled', 'v1'], 'disabled');
  const match = compilePatterns(options, mode === 'v1' ? GROK_PATTERNS_V1 : GROK_PATTERNS);
  const traceMatch = options.boolean('trace_match', false);
  const tracesOne = traceMatch && options.strings('patterns').length > 1;
  const ignoreMissing = options.boolean('ignore_missing', false);
  const pathOf = createPathCache();
  return (document) => {
    const text = readString(field, document, ignoreMissing);
    if (text === null) {
      if (ignoreMissing) return;
      throw illegalArgument(`field [${field.path}] is null, cannot process it.`);
    }
    const found = match(text);
    if (found === null) {
      throw illegalArgument(`Provided Grok expressions do not match field value: [${text}]`);
    }
    // Elasticsearch marks the expression by a group of its own, which becomes a field as others and is replaced.
    if (tracesOne) pathOf(`${TRACE}.${found.index}`).set(document, found.text);
    for (const [name, value] of found.fields) {
      if (typeof value !== 'string') noteNumbers(document, value);
      pathOf(name).set(document, value);
    }
    if (tracesOne) MATCH_INDEX.set(document, firstKey(MATCH_INDEX.get(document)));
    else if (traceMatch) MATCH_INDEX.set(document, '0');
  };
};

/** Of what a failure left behind there may be more than one. */
function firstKey(traced: JsonValue | undefined): string {
  return isJsonObject(traced) ? (javaHashOrder(Object.keys(traced))[0] ?? '') : '';
}

function compilePatterns(options: ProcessorOptions, library: ReadonlyMap<string, string>): GrokMatcher {
  const patterns = options.strings('patterns');
  if (patterns.length === 0) options.fail('patterns', 'must not be empty', []);
  const bank = new Map(library);
  for (const [name, pattern] of Object.entries(options.optionalMap('pattern_definitions') ?? {})) {
    if (typeof pattern === 'string') bank.set(name, pattern);
    else options.fail('pattern_definitions', `"${name}" must be a string`, pattern);
  }
  const compile = (): GrokMatcher => nameUnknown(patterns, bank);
  return options.compiled('patterns', patterns.join(' | '), compile, () => null);
}

function nameUnknown(patterns: readonly string[], bank: ReadonlyMap<string, string>): GrokMatcher {
  try {
    return compileGrok(patterns, bank);
  } catch (error) {
    if (!(error instanceof UnknownGrokPattern)) throw error;
    const nearest = nearestName(error.pattern, [...bank.keys()]);
    throw nearest === undefined ? error : new Error(`${error.message}; did you mean "${nearest}"?`);
  }
}
