import { isJsonObject, type JsonObject, type JsonValue } from '../base/json';
import type { IngestDocument } from './document';
import { IngestError } from './errors';
import type { CompileEnvironment } from './processor-compiler';
import { didYouMean, shown, type DefinitionPath, type DefinitionProblems } from './problems';
import { describePlace, ProcessorOptions, type ProcessorPlace } from './processor-options';
import { PROCESSORS, UNSUPPORTED_PROCESSORS } from './registry';
import { compileCondition, compileNoting, readScript, type Condition } from './scripts';
import { runStepsOrRecover, type Execute, type Step } from './step';
import { UNSUPPORTED } from './unsupported';

/** Steps by the very object that defines each. */
export type KnownSteps = WeakMap<JsonObject, Step>;

/** Compiles the processors of one pipeline and notes what is wrong with them. */
export class ProcessorSetCompiler {
  constructor(
    private readonly pipeline: string,
    private readonly problems: DefinitionProblems,
    private readonly environment: Pick<CompileEnvironment, 'pipelineNames' | 'pipelines'>,
    private readonly known?: KnownSteps,
  ) {}

  compileAll(definitions: JsonValue | undefined, path: DefinitionPath): Step[] {
    if (!Array.isArray(definitions)) {
      this.note(path, 'must be a list of processors', definitions);
      return [];
    }
    return definitions.flatMap((definition, index) => this.compile(definition, [...path, index]) ?? []);
  }

  /** Compiles `{ <type>: { …options } }`. */
  compile(definition: JsonValue, path: DefinitionPath): Step | undefined {
    if (!this.known || !isJsonObject(definition)) return this.compileAnew(definition, path);
    const known = this.known.get(definition);
    if (known) return known;
    const problems = this.problems.list.length;
    const step = this.compileAnew(definition, path);
    if (step && this.problems.list.length === problems) this.known.set(definition, step);
    return step;
  }

  private compileAnew(definition: JsonValue, path: DefinitionPath): Step | undefined {
    const keys = isJsonObject(definition) ? Object.keys(definition) : [];
    const [type] = keys;
    if (!isJsonObject(definition) || type === undefined || keys.length > 1) {
      this.note(path, 'must be an object with one key, the type of the processor', definition);
      return undefined;
    }
    const found = definition[type] ?? null;
    // Elasticsearch takes a script's text in place of its options.
    const options = type === 'script' && typeof found === 'string' ? { source: found } : found;
    if (!isJsonObject(options)) {
      this.note([...path, type], 'the options of a processor must be an object', found);
      return undefined;
    }
    return this.compileTyped(type, options, [...path, type]);
  }

  private compileTyped(type: string, options: JsonObject, path: DefinitionPath): Step | undefined {
    const tag = typeof options['tag'] === 'string' ? options['tag'] : null;
    const place: ProcessorPlace = { pipeline: this.pipeline, path, type, tag };
    const compiler = PROCESSORS.get(type);
    if (compiler === undefined) {
      this.refuseType(place);
      return undefined;
    }
    const reader = new ProcessorOptions(options, place, this.problems);
    reader.optionalString('tag');
    reader.optionalString('description');
    const ignoreFailure = reader.boolean('ignore_failure', false);
    const onFailure = this.compileOnFailure(reader, path);
    const condition = this.compileIf(reader);
    const execute = compiler(reader, {
      ...this.environment,
      compileProcessor: (definition, inner) => this.compile(definition, [...path, ...inner]),
    });
    reader.refuseUnknown();
    return wrap({ type, tag, execute }, ignoreFailure, onFailure, condition);
  }

  private compileOnFailure(reader: ProcessorOptions, path: DefinitionPath): Step[] {
    const definitions = reader.value('on_failure');
    if (definitions === undefined) return [];
    if (Array.isArray(definitions) && definitions.length === 0) {
      reader.fail('on_failure', 'must not be empty', definitions, 'a list of processors');
    }
    return this.compileAll(definitions, [...path, 'on_failure']);
  }

  private compileIf(reader: ProcessorOptions): Condition | undefined {
    return compileNoting(compileCondition, readScript(reader.value('if'), reader, 'if'), reader, 'if');
  }

  private refuseType(place: ProcessorPlace): void {
    const known = [...PROCESSORS.keys()];
    const unsupported = UNSUPPORTED_PROCESSORS.has(place.type);
    this.problems.add(place.pipeline, place.path, {
      code: unsupported ? UNSUPPORTED : 'PIPELINE_UNKNOWN_PROCESSOR',
      message: unsupported
        ? `${describePlace(place)}: the embedded engine does not run this processor of Elasticsearch`
        : `${describePlace(place)}: there is no such processor`,
      found: place.type,
      expected: known.join(', '),
      hint: unsupported ? undefined : didYouMean(place.type, known),
    });
  }

  private note(path: DefinitionPath, message: string, found: JsonValue | undefined): void {
    this.problems.add(this.pipeline, path, {
      code: 'PIPELINE_SYNTAX',
      message: `pipeline "${this.pipeline}", ${path.join('.')}: ${message}`,
      found: shown(found),
    });
  }
}

/** Order as in Elasticsearch: `if` outermost, so that an error in it is not caught by the processor's own handling. */
function wrap(
  step: Step,
  ignoreFailure: boolean,
  onFailure: readonly Step[],
  condition: Condition | undefined,
): Step {
  const guarded = guard(step, ignoreFailure, onFailure);
  if (condition === undefined) return guarded;
  const { execute } = guarded;
  return {
    type: 'conditional',
    tag: step.tag,
    execute: (document) => {
      if (condition(document)) execute(document);
    },
  };
}

function guard(step: Step, ignoreFailure: boolean, onFailure: readonly Step[]): Step {
  if (ignoreFailure) return { ...step, execute: ignoring(step.execute) };
  if (onFailure.length === 0) return step;
  const steps = [step];
  return { ...step, execute: (document) => runStepsOrRecover(steps, onFailure, document) };
}

function ignoring(execute: Execute): Execute {
  return (document: IngestDocument) => {
    try {
      execute(document);
    } catch (error) {
      if (!(error instanceof IngestError)) throw error;
    }
  };
}
