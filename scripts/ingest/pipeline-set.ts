import { checkSource, newDocument, type IngestDocument } from './document';
import { IngestError } from './errors';
import { copyJson } from '../base/json';
import { runPipeline, type PipelineTable } from './pipeline';
import type { IngestOutcome, PipelineSet } from './types';
import { writtenSource } from './written-numbers';

/** The running side of pipelines that are checked and compiled. */
export function createPipelineSet(table: PipelineTable): PipelineSet {
  let lastNow = 0;
  let timestamp = new Date(lastNow).toISOString();
  const runChecked: PipelineSet['run'] = (pipelines, input, now) => {
    if (now !== lastNow) {
      // Documents of one batch share their time, and writing it costs as much as a processor.
      lastNow = now;
      timestamp = new Date(now).toISOString();
    }
    const document = newDocument(input.source, input.index, input.id, now, timestamp);
    for (const name of pipelines) {
      runNamed(table, name, document);
      if (document.dropped) return { kind: 'dropped' };
    }
    return outcome(document);
  };
  return {
    names: [...table.keys()],
    runOwned: (pipelines, input, now) => {
      try {
        checkSource(input.source);
        return runChecked(pipelines, input, now);
      } catch (error) {
        return failure(error);
      }
    },
    run: (pipelines, input, now) => {
      try {
        checkSource(input.source);
        return runChecked(pipelines, { ...input, source: copyJson(input.source) }, now);
      } catch (error) {
        return failure(error);
      }
    },
  };
}

function runNamed(table: PipelineTable, name: string, document: IngestDocument): void {
  const pipeline = table.get(name);
  if (pipeline === undefined) {
    // Elasticsearch's answer to an index request with a pipeline that it does not have.
    throw new IngestError('illegal_argument_exception', `pipeline with id [${name}] does not exist`);
  }
  runPipeline(pipeline, document);
}

function outcome(document: IngestDocument): IngestOutcome {
  const { _index: index, _id: id } = document.metadata;
  return {
    kind: 'document',
    index: typeof index === 'string' ? index : '',
    id: typeof id === 'string' ? id : null,
    source: writtenSource(document),
  };
}

function failure(error: unknown): IngestOutcome {
  if (error instanceof IngestError) {
    return {
      kind: 'failed',
      error: {
        type: error.type,
        reason: error.message,
        processorType: error.origin?.processorType,
        processorTag: error.origin?.processorTag ?? undefined,
        pipeline: error.origin?.pipeline ?? undefined,
      },
    };
  }
  // JavaScript's stack is the limit for nesting; the record is refused and the batch goes on.
  if (error instanceof RangeError) {
    return {
      kind: 'failed',
      error: { type: 'stack_overflow_error', reason: 'the document is nested too deeply' },
    };
  }
  throw error;
}
