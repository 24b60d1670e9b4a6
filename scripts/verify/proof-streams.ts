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
  return [...pack.streams.values()].map(proofStream);
}

function proofStream(stream: Stream): StreamDefinition {
  return {
    name: stream.name,
    mapping: stream.mapping,
    settings: stream.settings,
    pipelines: { ...stream.pipelines, [FINAL_PIPELINE]: finalPipeline },
    defaultPipeline: stream.defaultPipeline,
    finalPipeline: FINAL_PIPELINE,
  };
}
