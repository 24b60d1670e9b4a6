import type { JsonValue } from '../base/json';
import type { PipelineTable } from './pipeline';
import type { DefinitionPath } from './problems';
import type { ProcessorOptions } from './processor-options';
import type { Execute, Step } from './step';

/** What the compiler of a processor may use besides its own options. */
export interface CompileEnvironment {
  /** Compiles a processor within this one; undefined when it is wrong, which is then noted as a problem. */
  compileProcessor(definition: JsonValue, path: DefinitionPath): Step | undefined;
  /** Names of the pipelines that are loaded together. */
  readonly pipelineNames: ReadonlySet<string>;
  /** Filled when all pipelines are compiled: for use when a processor runs. */
  readonly pipelines: PipelineTable;
}

/** Reads a processor's options and returns what it does. Notes wrong options as problems; throws nothing. */
export type ProcessorCompiler = (options: ProcessorOptions, environment: CompileEnvironment) => Execute;
