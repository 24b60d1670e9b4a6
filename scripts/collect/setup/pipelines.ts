import type { JsonObject } from '../../base/json';
import type { Stream } from '../../content';
import { withoutMustache } from '../../engine/elasticsearch/adapt-templates';
import { renamePipelines } from '../../engine/elasticsearch/pipelines';
import { DEAD_LETTER_DATASET } from './dead-letter';
import type { SetupPlanOptions, SetupServer } from './setup-options';
import type { SetupRequest } from './setup-request';

/** Who made what is there; Fleet writes `fleet`. */
export const MANAGED_BY = 'o365-rulepack';

/** Says in a dead letter which `event.dataset` the document was meant for. */
export const DEAD_LETTER_OF = 'dead_letter_of';

/** The name that Fleet gives a pipeline of a package: the version follows the stream's name. */
export function shippedName({ defaultPipeline }: Stream, pipeline: string, version: string): string {
  return `${defaultPipeline}-${version}${pipeline.slice(defaultPipeline.length)}`;
}

/** The default pipeline of a data stream that a collector writes to. */
export function collectedName(stream: Stream, version: string): string {
  return `${shippedName(stream, stream.defaultPipeline, version)}-collected`;
}

/** The pipelines of a stream as they ship, and the one around them. */
export function pipelineRequests(
  stream: Stream,
  { version }: SetupPlanOptions,
  { capabilities }: SetupServer,
): SetupRequest[] {
  const rename = (name: string): string =>
    name in stream.pipelines ? shippedName(stream, name, version) : name;
  const _meta = { managed_by: MANAGED_BY, package: { name: 'o365_rulepack', version } };
  const shipped = Object.entries(stream.pipelines).map(([name, pipeline]) =>
    put(rename(name), {
      ...renamePipelines(capabilities.mustache ? pipeline : withoutMustache(pipeline), rename),
      _meta,
    }),
  );
  return [...shipped, put(collectedName(stream, version), { ...collected(stream, rename), _meta })];
}

/** What the shipped pipeline could not read goes to the dead letters, whose name the answer to the collector then has. */
function collected(stream: Stream, rename: (name: string) => string): JsonObject {
  const failed = "ctx.event?.kind == 'pipeline_error'";
  return {
    description: `${stream.dataset} of a collector: what cannot be read goes to the dead letters`,
    processors: [
      { pipeline: { tag: 'shipped', name: rename(stream.defaultPipeline) } },
      {
        set: {
          tag: 'dead_letter_of',
          field: `labels.${DEAD_LETTER_OF}`,
          value: stream.dataset,
          if: failed,
          ignore_failure: true,
        },
      },
      { reroute: { tag: 'dead_letter', dataset: DEAD_LETTER_DATASET, if: failed } },
    ],
  };
}

function put(name: string, body: object): SetupRequest {
  return {
    kind: 'pipeline',
    name,
    method: 'PUT',
    path: `/_ingest/pipeline/${encodeURIComponent(name)}`,
    body,
  };
}
