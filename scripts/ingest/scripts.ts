import { ContentError } from '../base/errors';
import { isJsonObject, type JsonObject, type JsonValue } from '../base/json';
import type { IngestDocument } from './document';
import { compilePainless } from './painless';
import type { ProcessorOptions } from './processor-options';

/** An inline Painless script of a processor. */
export interface Script {
  readonly source: string;
  readonly params: JsonObject;
}

export type Condition = (document: IngestDocument) => boolean;

/** Compiles an `if`. Throws ContentError for Painless that is wrong or not supported. */
export function compileCondition(script: Script): Condition {
  const compiled = compilePainless(script.source, { kind: 'condition', params: script.params });
  return (document) => compiled.run(document) === true;
}

/** Compiles the script of a `script` processor. Throws ContentError as {@link compileCondition}. */
export function compileScript(script: Script): (document: IngestDocument) => void {
  const compiled = compilePainless(script.source, { kind: 'script', params: script.params });
  return (document) => {
    compiled.run(document);
  };
}

const SCRIPT_KEYS = ['source', 'lang', 'params'];

/** Reads an `if`: the source, or `{ source, lang, params }`; undefined when there is none or it is wrong. */
export function readScript(
  value: JsonValue | undefined,
  options: ProcessorOptions,
  option: string,
): Script | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string') return { source: value, params: {} };
  const source = isJsonObject(value) ? value['source'] : undefined;
  if (!isJsonObject(value) || typeof source !== 'string') {
    options.fail(option, 'must be a script', value, 'Painless source, or an object with a "source"');
    return undefined;
  }
  const unknown = Object.keys(value).find((key) => !SCRIPT_KEYS.includes(key));
  if (unknown !== undefined) {
    options.fail(option, `a script has no "${unknown}" here`, unknown, SCRIPT_KEYS.join(', '));
  }
  checkLanguage(value['lang'] ?? 'painless', options, option);
  const params = value['params'] ?? {};
  if (isJsonObject(params)) return { source, params };
  options.fail(option, 'the params of a script must be an object', params, 'an object');
  return undefined;
}

export function checkLanguage(language: JsonValue, options: ProcessorOptions, option: string): void {
  if (language !== 'painless') options.fail(option, 'is not a language that is run', language, 'painless');
}

/** Compiles a script and notes what is wrong with it at the option that holds it. */
export function compileNoting<T>(
  compile: (script: Script) => T,
  script: Script | undefined,
  options: ProcessorOptions,
  option: string,
): T | undefined {
  if (script === undefined) return undefined;
  try {
    return compile(script);
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    for (const problem of error.problems) {
      options.fail(option, problem.message, undefined, problem.expected, problem.hint, problem.code);
    }
    return undefined;
  }
}
