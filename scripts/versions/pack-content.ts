import type { Pack, Rule } from '../content';
import { contentHash } from './canonical';
import { pipelineSources } from './pipeline-sources';
import type { PipelineContent } from './pipeline-sources';
import { ruleHash } from './rule-hash';
import { dataStreamOf, sourceHashes } from './source-files';
import { fieldTypes } from './stream-content';

export interface DataStreamContent {
  readonly hash: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** What the lock is compared with: everything of a pack that has a version or a hash. */
export interface PackContent {
  /** By id. */
  readonly rules: ReadonlyMap<string, { readonly rule: Rule; readonly hash: string }>;
  /** By the name that they have in Elasticsearch, without the package's version. */
  readonly pipelines: ReadonlyMap<string, PipelineContent>;
  /** By the folder under data_stream/. */
  readonly dataStreams: ReadonlyMap<string, DataStreamContent>;
  /** Over everything that ships: rules, pipelines, data streams and the files of the package itself. */
  readonly hash: string;
}

/** Files of the package that the program itself makes and that count for its version, e.g. dashboards, by path. */
export type MadeFiles = ReadonlyMap<string, string>;

/** Reads what has a version. Throws ContentError where a shipped YAML file is none. */
export function packContent(pack: Pack, made: MadeFiles): PackContent {
  const rules = new Map(pack.rules.map((rule) => [rule.id, { rule, hash: ruleHash(rule) }]));
  const files = [...sourceHashes(pack.root)];
  const pipelines = new Map<string, PipelineContent>();
  const dataStreams = new Map<string, DataStreamContent>();
  for (const stream of pack.streams.values()) {
    const folder = stream.config.data_stream;
    for (const [name, pipeline] of pipelineSources(pack.root, stream)) pipelines.set(name, pipeline);
    const own = files.filter(([path]) => dataStreamOf(path) === folder);
    dataStreams.set(folder, { hash: contentHash(Object.fromEntries(own)), fields: fieldTypes(stream) });
  }
  const hash = contentHash({
    rules: hashes(rules),
    pipelines: hashes(pipelines),
    data_streams: hashes(dataStreams),
    files: Object.fromEntries(files.filter(([path]) => dataStreamOf(path) === undefined)),
    made: Object.fromEntries([...made].map(([path, text]) => [path, contentHash(text)])),
  });
  return { rules, pipelines, dataStreams, hash };
}

function hashes(map: ReadonlyMap<string, { readonly hash: string }>): Record<string, string> {
  return Object.fromEntries([...map].map(([key, { hash }]) => [key, hash]));
}
