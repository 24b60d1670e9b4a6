import { compileGrok, type GrokMatcher } from '../grok/compile-grok';
import { UnknownGrokPattern } from '../grok/expand';
import { GROK_PATTERNS, GROK_PATTERNS_V1 } from '../grok/patterns';
import { illegalArgument } from '../errors';
import { compileFieldPath } from '../field-path';
import { readString } from '../field-values';
import { nearestName } from '../../base/nearest';
import { createPathCache } from '../path-cache';
import type { ProcessorCompiler } from '../processor-compiler';
import type { ProcessorOptions } from '../processor-options';

const MATCH_INDEX = compileFieldPath('_ingest._grok_match_index');

/** `grok`: fields out of a text by named patterns. */
export const compileGrokProcessor: ProcessorCompiler = (options) => {
  const field = options.path('field');
  const mode = options.choice('ecs_compatibility', ['disabled', 'v1'], 'disabled');
  const match = compilePatterns(options, mode === 'v1' ? GROK_PATTERNS_V1 : GROK_PATTERNS);
  const traceMatch = options.boolean('trace_match', false);
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
    for (const [name, value] of found.fields) pathOf(name).set(document, value);
    if (traceMatch) MATCH_INDEX.set(document, String(found.index));
  };
};

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
