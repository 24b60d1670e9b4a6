import type { Pack, Stream } from '../content';
import { ARRIVAL_LABEL } from '../cases';
import { ContentError } from '../base/errors';
import type { IngestRequest, StreamDefinition } from '../engine/engine';
import type { PipelineDefinition } from '../ingest/types';

const FINAL_PIPELINE = 'o365-rulepack-proof';

/**
 * A real server stamps event.ingested by its own clock; a proof needs events that arrived 29 or 31 minutes ago. These
 * processors, the same on every engine, replace the stamp by the arrival that a label states.
 */
export const STATED_ARRIVAL: PipelineDefinition['processors'] = [
  {
    set: {
      tag: 'proof-arrival',
      field: 'event.ingested',
      copy_from: `labels.${ARRIVAL_LABEL}`,
      if: `ctx.labels?.${ARRIVAL_LABEL} != null`,
    },
  },
  { remove: { tag: 'proof-arrival-label', field: `labels.${ARRIVAL_LABEL}`, ignore_missing: true } },
];

const finalPipeline: PipelineDefinition = {
  description: 'Proof only: event.ingested becomes the arrival that the case states.',
  processors: STATED_ARRIVAL,
};

/** The pack's streams as a proof installs them: all that ships, the final pipeline, and the indices of the requests. */
export function proofStreams(pack: Pack, requests: readonly IngestRequest[]): StreamDefinition[] {
  const streamOf = streamsByIndex(pack, requests);
  return [...pack.streams.values()].map((stream) => ({
    ...withFinalPipeline(stream, FINAL_PIPELINE, finalPipeline),
    bareIndices: [...streamOf].flatMap(([index, owner]) =>
      owner === stream && index !== stream.name ? [index] : [],
    ),
  }));
}

/** Under which stream's mapping each index of a proof lies: the streams themselves, and what the requests name. */
export function streamsByIndex(pack: Pack, requests: readonly IngestRequest[]): ReadonlyMap<string, Stream> {
  const streams = new Map(Array.from(pack.streams.values(), (stream) => [stream.name, stream]));
  const owners = new Map(streams);
  for (const { index, stream: name } of requests) {
    const stream = streams.get(name);
    if (index === undefined || stream === undefined) continue;
    const other = owners.get(index);
    if (other !== undefined && other !== stream) {
      throw new ContentError({
        code: 'CASE_INDEX_OF_TWO_STREAMS',
        message: `finished documents of ${other.dataset} and of ${stream.dataset} lie in the index ${index}`,
        hint: 'Correct “data_stream” or “stream” of the one that is wrong.',
      });
    }
    owners.set(index, stream);
  }
  return owners;
}

/** A stream as it ships, with one more pipeline that runs after all others on every document. */
export function withFinalPipeline(
  { name, mapping, settings, pipelines, defaultPipeline, compiled }: Stream,
  finalPipeline: string,
  definition: PipelineDefinition,
): StreamDefinition {
  return {
    name,
    mapping,
    settings,
    pipelines: { ...pipelines, [finalPipeline]: definition },
    defaultPipeline,
    compiled,
    finalPipeline,
  };
}
