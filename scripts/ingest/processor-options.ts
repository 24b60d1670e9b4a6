import { compileJavaRegex } from '../base/compile-java-regex';
import { ContentError } from '../base/errors';
import type { JavaRegex } from '../base/java-regex';
import { getKey, isJsonObject, type JsonObject, type JsonValue } from '../base/json';
import { compileFieldPath, type FieldPath } from './field-path';
import { didYouMean, shown, type DefinitionPath, type DefinitionProblems } from './problems';
import { compileTemplate, type Template } from './template';
import { compilePathTemplate, type PathTemplate } from './template-path';
import { Unsupported, UNSUPPORTED } from './unsupported';

/** Stands in for a pattern that cannot be read. */
const NEVER = compileJavaRegex('[^\\s\\S]');

/** Where a processor stands, for messages. */
export interface ProcessorPlace {
  readonly pipeline: string;
  /** From the pipeline's definition to the processor's options, e.g. `['processors', 2, 'set']`. */
  readonly path: DefinitionPath;
  readonly type: string;
  readonly tag: string | null;
}

/**
 * Reads the options of one processor. Every option must be read by the processor's compiler: what nobody read is
 * unknown and refused by {@link refuseUnknown}. A wrong option is noted as a problem and a stand-in is returned,
 * so that all problems are found in one run; the pipelines are not run then.
 */
export class ProcessorOptions {
  private readonly read = new Set<string>();

  constructor(
    private readonly options: JsonObject,
    readonly place: ProcessorPlace,
    private readonly problems: DefinitionProblems,
  ) {}

  /** A string that must be there. */
  string(name: string): string {
    const value = this.take(name);
    if (value === undefined) return this.missing(name, 'a string', '');
    return typeof value === 'string' ? value : this.wrongType(name, value, 'a string', '');
  }

  optionalString(name: string): string | undefined {
    const value = this.take(name);
    if (value === undefined || typeof value === 'string') return value;
    return this.wrongType<string | undefined>(name, value, 'a string', undefined);
  }

  stringOr(name: string, fallback: string): string {
    return this.optionalString(name) ?? fallback;
  }

  /** A string out of a fixed set. */
  choice<T extends string>(name: string, choices: readonly T[], fallback: T): T {
    const value = this.stringOr(name, fallback);
    const chosen = choices.find((choice) => choice === value);
    if (chosen !== undefined) return chosen;
    this.fail(name, `"${value}" is not allowed`, value, choices.join(', '), didYouMean(value, choices));
    return fallback;
  }

  boolean(name: string, fallback: boolean): boolean {
    const value = this.take(name);
    if (value === undefined) return fallback;
    return typeof value === 'boolean' ? value : this.wrongType(name, value, 'true or false', fallback);
  }

  /** Any value but null. */
  value(name: string): JsonValue | undefined {
    return this.take(name);
  }

  /** Whether the option is given as null, which a few options do not allow. */
  isNull(name: string): boolean {
    return getKey(this.options, name) === null;
  }

  /** A list of strings that must be there. */
  strings(name: string): string[] {
    return this.optionalStrings(name) ?? this.missing(name, 'a list of strings', []);
  }

  optionalStrings(name: string): string[] | undefined {
    const value = this.take(name);
    if (value === undefined) return undefined;
    const items = Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
    if (Array.isArray(value) && items.length === value.length) return items;
    return this.wrongType<string[] | undefined>(name, value, 'a list of strings', undefined);
  }

  /** A string or a list of strings. */
  stringOrStrings(name: string): string[] | undefined {
    const value = getKey(this.options, name);
    if (typeof value !== 'string') return this.optionalStrings(name);
    this.read.add(name);
    return [value];
  }

  optionalMap(name: string): JsonObject | undefined {
    const value = this.take(name);
    if (value === undefined || isJsonObject(value)) return value;
    return this.wrongType<JsonObject | undefined>(name, value, 'an object', undefined);
  }

  /** A field path that is no template. */
  path(name: string): FieldPath {
    return compileFieldPath(this.string(name));
  }

  /** A field path that may hold templates. */
  pathTemplate(name: string): PathTemplate {
    return this.compilePath(name, this.string(name));
  }

  /** A field path that is no template and falls back to another. */
  targetPath(name: string, fallback: FieldPath): FieldPath {
    const text = this.optionalString(name);
    return text === undefined ? fallback : compileFieldPath(text);
  }

  /** A text that may hold templates. */
  template(name: string): Template {
    const text = this.string(name);
    return this.compiled(
      name,
      text,
      () => compileTemplate(text),
      () => text,
    );
  }

  /** A pattern of java.util.regex. */
  regex(name: string): JavaRegex {
    const source = this.string(name);
    return this.compiled(name, source, () => compileJavaRegex(source), NEVER);
  }

  compilePath(name: string, text: string): PathTemplate {
    return this.compiled(name, text, () => compilePathTemplate(text), compilePathTemplate(''));
  }

  /** Compiles an option; what its compiler throws becomes a problem of that option. */
  compiled<T>(name: string, source: string, compile: () => T, standIn: T): T {
    try {
      return compile();
    } catch (error) {
      if (error instanceof ContentError) {
        for (const { message, expected, hint, code } of error.problems) {
          this.fail(name, message, source, expected, hint, code);
        }
      } else {
        const message = error instanceof Error ? error.message : String(error);
        if (error instanceof Unsupported) this.refuse(name, message, source);
        else this.fail(name, `cannot be read: ${message}`, source);
      }
      return standIn;
    }
  }

  /** Notes a problem with one option. */
  fail(name: string, what: string, found?: JsonValue, expected?: string, hint?: string, code?: string): void {
    this.problems.add(this.place.pipeline, [...this.place.path, name], {
      code: code ?? 'PIPELINE_OPTION',
      message: `${describePlace(this.place)}: option "${name}": ${what}`,
      found: found === undefined ? undefined : shown(found),
      expected,
      hint,
    });
  }

  /** Notes an option that Elasticsearch takes and the embedded engine does not. */
  refuse(name: string, what: string, found?: JsonValue, expected?: string): void {
    this.fail(name, what, found, expected, undefined, UNSUPPORTED);
  }

  /** Notes each option that no one has read. */
  refuseUnknown(): void {
    const known = [...this.read];
    for (const name of Object.keys(this.options)) {
      if (this.read.has(name)) continue;
      this.problems.add(this.place.pipeline, [...this.place.path, name], {
        code: 'PIPELINE_UNKNOWN_OPTION',
        message: `${describePlace(this.place)} has no option "${name}"`,
        found: name,
        expected: known.sort().join(', '),
        hint: didYouMean(name, known),
      });
    }
  }

  /** Null counts as not given, as in Elasticsearch. */
  private take(name: string): JsonValue | undefined {
    this.read.add(name);
    return getKey(this.options, name) ?? undefined;
  }

  private missing<T>(name: string, expected: string, standIn: T): T {
    this.fail(name, 'is required and missing', undefined, expected);
    return standIn;
  }

  private wrongType<T>(name: string, value: JsonValue, expected: string, standIn: T): T {
    this.fail(name, `must be ${expected}`, value, expected);
    return standIn;
  }
}

/** `pipeline "p", processors[2] "set" (tag "t")`. */
export function describePlace(place: ProcessorPlace): string {
  const steps = place.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  const tag = place.tag === null ? 'no tag' : `tag "${place.tag}"`;
  return `pipeline "${place.pipeline}", processor "${place.type}" at ${steps.slice(1)} (${tag})`;
}
