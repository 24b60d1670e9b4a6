import type { IngestDocument } from './document';
import { IngestError } from './errors';

/** Changes a document in place. Throws {@link IngestError} where Elasticsearch's processor throws. */
export type Execute = (document: IngestDocument) => void;

/** A compiled processor with its conditions and failure handling around it. */
export interface Step {
  /** What `_ingest.on_failure_processor_type` says: `conditional` for every processor with an `if`. */
  readonly type: string;
  readonly tag: string | null;
  readonly execute: Execute;
}

/**
 * Runs steps one after the other until one drops the document.
 *
 * The first that throws ends the run; the error is marked with that step unless it bears a mark already.
 */
export function runSteps(steps: readonly Step[], document: IngestDocument): void {
  let index = 0;
  try {
    for (; index < steps.length; index++) {
      steps[index]?.execute(document);
      if (document.dropped) return;
    }
  } catch (error) {
    throw marked(error, steps[index], document);
  }
}

/** As {@link runSteps}, and where a step throws, the failure steps are run and the rest is left out. */
export function runStepsOrRecover(
  steps: readonly Step[],
  onFailure: readonly Step[],
  document: IngestDocument,
): void {
  try {
    runSteps(steps, document);
  } catch (error) {
    if (!(error instanceof IngestError)) throw error;
    recover(error, onFailure, document);
  }
}

/** Runs `on_failure` with `_ingest.on_failure_*` set; they are gone afterwards, also when it throws. */
function recover(error: IngestError, onFailure: readonly Step[], document: IngestDocument): void {
  const { ingest } = document;
  ingest['on_failure_message'] = error.rootMessage;
  ingest['on_failure_processor_type'] = error.origin?.processorType ?? null;
  ingest['on_failure_processor_tag'] = error.origin?.processorTag ?? null;
  const pipeline = error.origin?.pipeline ?? null;
  if (pipeline !== null) ingest['on_failure_pipeline'] = pipeline;
  try {
    runSteps(onFailure, document);
  } finally {
    delete ingest['on_failure_message'];
    delete ingest['on_failure_processor_type'];
    delete ingest['on_failure_processor_tag'];
    delete ingest['on_failure_pipeline'];
  }
}

function marked(error: unknown, step: Step | undefined, document: IngestDocument): unknown {
  if (error instanceof IngestError && step !== undefined) {
    error.origin ??= {
      processorType: step.type,
      processorTag: step.tag,
      pipeline: document.running.at(-1) ?? null,
    };
  }
  return error;
}
