import type { Pack, Stream } from '../content';
import { ARRIVAL_LABEL } from '../cases';
import type { StreamDefinition } from '../engine/engine';
import type { PipelineDefinition } from '../ingest/types';

const FINAL_PIPELINE = 'o365-rulepack-proof';

/**
 * A real server stamps event.ingested by its own clock; a proof needs events that arrived 29 or 31 minutes ago. This
 * final pipeline, the same on every engine, replaces the stamp by the arrival that the case states.
 */
const finalPipeline: PipelineDefinition = {
  description: 'Proof only: event.ingested becomes the arrival that the case states.',
  processors: [
    {
      set: {
        tag: 'proof-arrival',
        field: 'event.ingested',
        copy_from: `labels.${ARRIVAL_LABEL}`,
        if: `ctx.labels?.${ARRIVAL_LABEL} != null`,
      },
    },
    { remove: { tag: 'proof-arrival-label', field: `labels.${ARRIVAL_LABEL}`, ignore_missing: true } },
  ],
};

/** The pack's streams as a proof installs them: all that ships, and the final pipeline. */
export function proofStreams(pack: Pack): StreamDefinition[] {
  return [...pack.streams.values()].map((stream) => withFinalPipeline(stream, FINAL_PIPELINE, finalPipeline));
}

/** A stream as it ships, with one more pipeline that runs after all others on every document. */
export function withFinalPipeline(
  { name, mapping, settings, pipelines, defaultPipeline }: Stream,
  finalPipeline: string,
  definition: PipelineDefinition,
): StreamDefinition {
  return {
    name,
    mapping,
    settings,
    pipelines: { ...pipelines, [finalPipeline]: definition },
    defaultPipeline,
    finalPipeline,
  };
}
