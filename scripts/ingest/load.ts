import { ContentError } from '../base/errors';
import { getKey, type JsonObject, type JsonValue } from '../base/json';
import { ProcessorSetCompiler } from './compile-processor';
import type { CompiledPipeline } from './pipeline';
import { didYouMean, DefinitionProblems, shown, type Locate } from './problems';
import { createPipelineSet } from './pipeline-set';
import type { PipelineDefinition, PipelineSet } from './types';
import { UNSUPPORTED } from './unsupported';

export interface LoadOptions {
  /** Where a part of a definition stands in its source file, for the messages. */
  readonly locate?: Locate | undefined;
}

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
  const pipelines = new Map<string, CompiledPipeline>();
  const pipelineNames = new Set(Object.keys(definitions));
  for (const [name, definition] of Object.entries(definitions)) {
    const compiler = new ProcessorSetCompiler(name, problems, { pipelineNames, pipelines });
    checkKeys(name, definition, problems);
    const steps = compiler.compileAll(getKey(definition, 'processors'), ['processors']);
    const onFailure = compileOnFailure(name, definition, compiler, problems);
    pipelines.set(name, { name, steps, onFailure });
  }
  if (problems.list.length > 0) throw new ContentError(problems.list);
  return createPipelineSet(pipelines);
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
