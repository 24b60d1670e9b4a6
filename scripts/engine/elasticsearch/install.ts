import { EngineError } from '../../base/errors';
import type { JsonObject } from '../../base/json';
import type { Capabilities, StreamDefinition } from '../engine';
import { adaptMapping } from './adapt-mapping';
import { withoutMustache } from './adapt-templates';
import type { Connection, Request } from './connection';
import type { RunNames } from './names';
import { renamePipelines, usesMustache } from './pipelines';

/** Higher than the priority of any template that ships with Elasticsearch (at most 200 there). */
const TEMPLATE_PRIORITY = 5000;

const REFUSED = ['ENGINE_REFUSED', 'ENGINE_UNAUTHORISED'];

/** What an installation made on the server, by the server's names; a shared cluster gets it all removed. */
export interface Installed {
  readonly streams: Set<string>;
  /** Indices without a data stream. */
  readonly indices: Set<string>;
  readonly templates: Set<string>;
  readonly pipelines: Set<string>;
}

/**
 * Puts pipelines, one index template a stream, the streams (a data stream where the server has them, else a plain
 * index of the same name) and their bare indices. What is put is noted in `installed`, so that an installation that fails
 * half-way can be undone.
 *
 * @returns one sentence for each adaptation to what the server lacks
 */
export async function install(
  connection: Connection,
  names: RunNames,
  capabilities: Capabilities,
  streams: readonly StreamDefinition[],
  installed: Installed,
): Promise<readonly string[]> {
  const adaptations = new Set<string>();
  if (!capabilities.ingest) {
    adaptations.add('No ingest pipelines: documents are indexed as the embedded pipeline makes them.');
  }
  if (!capabilities.dataStreams) adaptations.add('No data streams: plain indices of the same names.');

  await allDone([
    ...(capabilities.ingest
      ? putPipelines(connection, names, capabilities, streams, installed, adaptations)
      : []),
    ...streams.flatMap((stream) =>
      (stream.bareIndices ?? []).map((index) =>
        put(connection, installed.indices, names.add(index), {
          method: 'PUT',
          path: `/${encodeURIComponent(names.add(index))}`,
          body: {
            mappings: adaptMapping(stream.mapping, capabilities).mapping,
            settings: finalSettings(stream, names, capabilities),
          },
        }),
      ),
    ),
    ...streams.map(async (stream) => {
      const name = names.add(stream.name);
      const adapted = adaptMapping(stream.mapping, capabilities);
      for (const adaptation of adapted.adaptations) adaptations.add(adaptation);
      await put(connection, installed.templates, name, {
        method: 'PUT',
        path: `/_index_template/${encodeURIComponent(name)}`,
        body: {
          index_patterns: [name],
          priority: TEMPLATE_PRIORITY,
          ...(capabilities.dataStreams ? { data_stream: {} } : {}),
          template: { mappings: adapted.mapping, settings: settingsOf(stream, names, capabilities) },
        },
      });
      await put(connection, installed.streams, name, {
        method: 'PUT',
        path: capabilities.dataStreams
          ? `/_data_stream/${encodeURIComponent(name)}`
          : `/${encodeURIComponent(name)}`,
      });
    }),
  ]);
  return [...adaptations];
}

/** Waits for all, also when one fails: what is still under way would else be made after it was removed. */
async function allDone(work: readonly Promise<void>[]): Promise<void> {
  const failure = (await Promise.allSettled(work)).find((result) => result.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}

function putPipelines(
  connection: Connection,
  names: RunNames,
  capabilities: Capabilities,
  streams: readonly StreamDefinition[],
  installed: Installed,
  adaptations: Set<string>,
): Promise<void>[] {
  const pipelines = new Map(streams.flatMap((stream) => Object.entries(stream.pipelines)));
  const rename = (name: string): string => (pipelines.has(name) ? names.add(name) : name);
  return [...pipelines].map(async ([name, pipeline]) => {
    const shipped = capabilities.mustache ? pipeline : withoutMustache(pipeline);
    if (shipped !== pipeline && usesMustache(pipeline)) {
      adaptations.add('No Mustache: a script fills in the templates ({{{…}}}) of set processors.');
    }
    if (shipped !== pipeline && usesMustache(shipped)) {
      adaptations.add(`No Mustache: other templates ({{…}}) in pipeline ${name} stay as written.`);
    }
    await put(connection, installed.pipelines, names.add(name), {
      method: 'PUT',
      path: `/_ingest/pipeline/${encodeURIComponent(names.add(name))}`,
      body: renamePipelines(shipped, rename),
    });
  });
}

/** Notes the name before it is sent: when no answer comes, it may be there; when it is refused, it is not. */
async function put(connection: Connection, made: Set<string>, name: string, request: Request): Promise<void> {
  made.add(name);
  try {
    await connection.send(request);
  } catch (error) {
    if (error instanceof EngineError && REFUSED.includes(error.code)) made.delete(name);
    throw error;
  }
}

function settingsOf(stream: StreamDefinition, names: RunNames, capabilities: Capabilities): JsonObject {
  return {
    ...finalSettings(stream, names, capabilities),
    ...(capabilities.ingest && { 'index.default_pipeline': names.add(stream.defaultPipeline) }),
  };
}

/** The settings without the default pipeline. */
function finalSettings(
  { settings, finalPipeline }: StreamDefinition,
  names: RunNames,
  capabilities: Capabilities,
): JsonObject {
  return {
    ...settings,
    // One node holds everything; a replica could never be assigned and the index would stay yellow.
    'index.number_of_replicas': 0,
    ...(capabilities.ingest &&
      finalPipeline !== undefined && { 'index.final_pipeline': names.add(finalPipeline) }),
  };
}

/** Removes everything an installation made; what is gone already is no error. */
export async function uninstall(
  connection: Connection,
  capabilities: Capabilities,
  { streams, indices, templates, pipelines }: Installed,
): Promise<void> {
  const remove = (path: string): Promise<unknown> =>
    connection.ask({ method: 'DELETE', path, accept: [404] });
  const each = (folder: string, names: ReadonlySet<string>): Promise<unknown> =>
    Promise.all([...names].map((name) => remove(`${folder}/${encodeURIComponent(name)}`)));
  await Promise.all([each(capabilities.dataStreams ? '/_data_stream' : '', streams), each('', indices)]);
  // A template in use by a data stream, and a pipeline in use by a template, cannot be deleted before it.
  await each('/_index_template', templates);
  await each('/_ingest/pipeline', pipelines);
}
