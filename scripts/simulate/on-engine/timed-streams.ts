import { ARRIVAL_LABEL } from '../../cases';
import type { Pack } from '../../content';
import type { IngestRequest, StreamDefinition } from '../../engine';
import type { Emission } from '../../generate';
import type { PipelineDefinition } from '../../ingest/types';
import { STATED_ARRIVAL, withFinalPipeline } from '../../verify';
import { NO_LIMIT } from '../track/alert-track';
import { LATEST } from '../track/run-over';

/** When a record happened. */
export const OCCURRED_FIELD = 'rulepack_occurred';
/** When it would have arrived without delay, as the embedded simulation takes it. */
export const PROMPT_FIELD = 'rulepack_prompt';

/** They come as labels, which the pack's pipelines leave alone. */
const finalPipeline: PipelineDefinition = {
  description: 'Simulation only: documents are dated by the log, not by the clock of the server.',
  processors: [
    ...STATED_ARRIVAL,
    ...[OCCURRED_FIELD, PROMPT_FIELD].map((field) => ({
      rename: { tag: field, field: `labels.${field}`, target_field: field, ignore_missing: true },
    })),
  ],
};

/** A log is written as a whole before it is searched, and written anew after a crash; a run without a limit is one page. */
const SETTINGS = {
  'index.refresh_interval': '-1',
  'index.translog.durability': 'async',
  'index.max_result_window': NO_LIMIT,
};

/** The pack's streams as they ship, but for the arrival of documents, which is the one of the log. */
export function timedStreams(pack: Pack): StreamDefinition[] {
  const times = { [OCCURRED_FIELD]: { type: 'date' }, [PROMPT_FIELD]: { type: 'date' } };
  return [...pack.streams.values()].map((stream) => {
    const { mapping, settings } = stream;
    return {
      ...withFinalPipeline(stream, 'o365-rulepack-simulation', finalPipeline),
      mapping: { ...mapping, properties: { ...mapping.properties, ...times } },
      settings: { ...settings, ...SETTINGS },
    };
  });
}

/** A record as it is sent to such a stream. */
export function timedRequest(stream: string, { text, occurred, arrival }: Emission): IngestRequest {
  const labels = {
    [ARRIVAL_LABEL]: iso(arrival),
    [OCCURRED_FIELD]: iso(occurred),
    [PROMPT_FIELD]: iso(Math.max(occurred, arrival - LATEST)),
  };
  return { stream, source: { message: text, labels }, arrival };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
