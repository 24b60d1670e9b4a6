import { ContentError } from '../base/errors';
import { getKey, type JsonObject, type JsonValue } from '../base/json';
import { ProcessorSetCompiler } from './compile-processor';
import type { KnownSteps } from './compile-processor';
import type { CompiledPipeline } from './pipeline';
import { didYouMean, DefinitionProblems, shown, type Locate } from './problems';
import { createPipelineSet } from './pipeline-set';
import type { PipelineDefinition, PipelineSet } from './types';
import { UNSUPPORTED } from './unsupported';

export interface LoadOptions {
  /** Where a part of a definition stands in its source file, for the messages. */
  readonly locate?: Locate | undefined;
  /**
   * Steps by the very definition that they were compiled from, for a caller that loads many versions of one pipeline: what
   * is here is not compiled again, what is not is added.
   */
  readonly steps?: KnownSteps | undefined;
  /**
   * A set that was loaded before. Where all its definitions are among these, each the very same object, its pipelines
   * are taken over instead of being compiled again.
   */
  readonly base?: PipelineSet | undefined;
}

interface Loaded {
  readonly definitions: Readonly<Record<string, PipelineDefinition>>;
  readonly pipelines: ReadonlyMap<string, CompiledPipeline>;
}

/** What each set was loaded from, for as long as the set is there. */
const loaded = new WeakMap<PipelineSet, Loaded>();

const PIPELINE_KEYS = [
  'description',
  'processors',
  'on_failure',
  'version',
  '_meta',
  'deprecated',
  'field_access_pattern',
];

/**
 * Checks and compiles ingest pipelines by name.
 *
 * Throws one ContentError with all problems: unknown processors, unknown or wrong options, references to
 * pipelines that are not among the definitions, Painless and regular expressions that are not supported.
 */
export function loadPipelines(
  definitions: Readonly<Record<string, PipelineDefinition>>,
  options: LoadOptions = {},
): PipelineSet {
  const problems = new DefinitionProblems(options.locate);
  const pipelines = new Map(takenOver(definitions, options.base));
  const pipelineNames = new Set(Object.keys(definitions));
  // A step may run another pipeline, of which the next set has another version: only a lone pipeline has none.
  const steps = pipelineNames.size === 1 ? options.steps : undefined;
  for (const [name, definition] of Object.entries(definitions)) {
    if (pipelines.has(name)) continue;
    const compiler = new ProcessorSetCompiler(name, problems, { pipelineNames, pipelines }, steps);
    checkKeys(name, definition, problems);
    pipelines.set(name, {
      name,
      steps: compiler.compileAll(getKey(definition, 'processors'), ['processors']),
      onFailure: compileOnFailure(name, definition, compiler, problems),
    });
  }
  if (problems.list.length > 0) throw new ContentError(problems.list);
  const set = createPipelineSet(pipelines);
  loaded.set(set, { definitions, pipelines });
  return set;
}

function takenOver(
  definitions: Readonly<Record<string, PipelineDefinition>>,
  base: PipelineSet | undefined,
): Loaded['pipelines'] {
  const before = base && loaded.get(base);
  // Pipelines call each other by name: they are the same only where all that they may call are.
  const isWhole =
    before && Object.entries(before.definitions).every(([name, own]) => getKey(definitions, name) === own);
  return isWhole === true ? before.pipelines : new Map();
}

function compileOnFailure(
  name: string,
  definition: JsonObject,
  compiler: ProcessorSetCompiler,
  problems: DefinitionProblems,
): CompiledPipeline['onFailure'] {
  const onFailure = getKey(definition, 'on_failure') ?? undefined;
  if (onFailure === undefined) return [];
  if (Array.isArray(onFailure) && onFailure.length === 0) {
    refuse(name, 'on_failure', 'must not be empty', onFailure, 'a list of processors', problems);
  }
  return compiler.compileAll(onFailure, ['on_failure']);
}

function checkKeys(name: string, definition: JsonObject, problems: DefinitionProblems): void {
  for (const key of Object.keys(definition)) {
    if (PIPELINE_KEYS.includes(key)) continue;
    problems.add(name, [key], {
      code: 'PIPELINE_UNKNOWN_OPTION',
      message: `pipeline "${name}" has no option "${key}"`,
      found: key,
      expected: PIPELINE_KEYS.join(', '),
      hint: didYouMean(key, PIPELINE_KEYS),
    });
  }
  const description = getKey(definition, 'description') ?? '';
  if (typeof description !== 'string') {
    refuse(name, 'description', 'must be a string', description, 'a string', problems);
  }
  const version = getKey(definition, 'version') ?? 0;
  if (typeof version !== 'number' || !Number.isInteger(version)) {
    refuse(name, 'version', 'must be a whole number', version, 'a whole number', problems);
  }
  // "flexible" reads dotted keys too; the executor only has the classic way.
  const access = getKey(definition, 'field_access_pattern') ?? 'classic';
  if (access !== 'classic') {
    refuse(name, 'field_access_pattern', 'is not supported', access, 'classic', problems, UNSUPPORTED);
  }
}

function refuse(
  name: string,
  key: string,
  what: string,
  found: JsonValue,
  expected: string,
  problems: DefinitionProblems,
  code = 'PIPELINE_OPTION',
): void {
  const message = `pipeline "${name}": option "${key}" ${what}`;
  problems.add(name, [key], { code, message, found: shown(found), expected });
}
