import type { Pack, Stream } from '../../content';
import { dataStreams } from '../data-streams';
import { DEAD_LETTER_MAPPING, DEAD_LETTER_SETTINGS } from './dead-letter';
import { collectedName, pipelineRequests } from './pipelines';
import { COMPLETE_SERVER } from './setup-options';
import type { SetupPlanOptions, SetupServer } from './setup-options';
import type { SetupRequest } from './setup-request';
import { stateIndexRequest } from './state-index';
import { streamRequests, templateRequest } from './streams';
import type { CollectedStream } from './streams';

/**
 * Everything a collector needs, in the order in which it is sent: pipelines, index templates, data streams, the index
 * of the state. Each may be sent again: the outcome is the same.
 */
export function setupRequests(
  pack: Pack,
  options: SetupPlanOptions,
  server: SetupServer = COMPLETE_SERVER,
): SetupRequest[] {
  const names = dataStreams(options.namespace);
  const collected = (['audit', 'collector', 'pimAlert'] as const).map(
    (key) => [names[key], streamNamed(pack, names[key], options.namespace)] as const,
  );
  const streams: CollectedStream[] = [
    // First, so that it is there when the pipelines of the others send something to it.
    {
      name: names.deadLetter,
      mapping: DEAD_LETTER_MAPPING,
      settings: DEAD_LETTER_SETTINGS,
      defaultPipeline: undefined,
    },
    ...collected.map(([name, stream]) => ({
      name,
      mapping: stream.mapping,
      settings: stream.settings,
      defaultPipeline: collectedName(stream, options.version),
    })),
  ];
  return [
    ...collected.flatMap(([, stream]) => pipelineRequests(stream, options, server)),
    ...streams.map((stream) => templateRequest(stream, options, server)),
    ...streams.flatMap((stream) => streamRequests(stream, options, server)),
    ...(options.stateIndex === undefined ? [] : [stateIndexRequest(options.stateIndex)]),
  ];
}

function streamNamed(pack: Pack, name: string, namespace: string): Stream {
  const wanted = name.slice(0, -(namespace.length + 1));
  const stream = [...pack.streams.values()].find(({ defaultPipeline }) => defaultPipeline === wanted);
  if (stream === undefined) throw new Error(`the pack has no data stream ${wanted}`);
  return stream;
}
