import type { SourceLocation } from '../base/errors';

/** A change that no case notices. */
export interface Survivor {
  readonly id: string;
  /** The clause, setting or processor that was changed. */
  readonly text: string;
  readonly change: string;
  /** What a case must be like that would kill it. */
  readonly wanted: string;
  readonly location: SourceLocation;
}

/** What became of one rule's mutants. */
export interface RuleMutation {
  readonly slug: string;
  readonly mutants: number;
  readonly survivors: readonly Survivor[];
}

/** A change of a pipeline that no fixture notices. */
export interface PipelineSurvivor {
  readonly id: string;
  readonly pipeline: string;
  /** The tag of the processor that was changed. */
  readonly tag: string;
  readonly change: string;
}

/** What became of the mutants of one data stream's pipelines. */
export interface PipelineMutation {
  /** event.dataset. */
  readonly dataset: string;
  readonly mutants: number;
  readonly survivors: readonly PipelineSurvivor[];
}
