import { basename, join } from 'node:path';
import type { ContentReader } from './reader';
import type { Stream } from './pack';
import { buildMapping, declaredMapping } from './field-mapping';
import { withLogsSettings } from './logs-settings';
import { dataStreamManifestSchema, fieldsFileSchema, streamsFileSchema } from './stream-schema';
import type { FieldDefinition, StreamsFile } from './stream-schema';
import { TemplateError } from './templates';
import type { Template } from './templates';
import { YamlDocument } from '../base/yaml';
import { isJsonObject } from '../base/json';
import type { JsonObject } from '../base/json';
import { loadPipelines } from '../ingest';
import type { Locate } from '../ingest';
import type { PipelineDefinition } from '../ingest/types';
import { fieldCatalogue } from '../query-dsl';

/** Loads the data streams of package-content/streams.yml: fields → mapping, pipelines rendered and compiled. */
export function loadStreams(
  reader: ContentReader,
  context: object,
  template: (source: string) => Template,
): Map<string, Stream> {
  const file = reader.checked(join(reader.root, 'package-content', 'streams.yml'), streamsFileSchema);
  const streams = new Map<string, Stream>();
  for (const [dataset, config] of Object.entries(file?.value ?? {})) {
    const stream = loadStream(reader, dataset, config, context, template);
    if (stream) streams.set(dataset, stream);
  }
  return streams;
}

function loadStream(
  reader: ContentReader,
  dataset: string,
  config: StreamsFile[string],
  context: object,
  template: (source: string) => Template,
): Stream | undefined {
  const folder = join(reader.root, 'package-content', 'data_stream', config.data_stream);
  const settings = loadSettings(reader, folder);
  const mapping = buildMapping(loadFields(reader, folder), (field, reason) =>
    reader.problems.push({
      code: 'FIELD_WITHOUT_TYPE',
      message: `field “${field}” of data stream ${config.data_stream}: ${reason}`,
      location: { file: `${reader.name(folder)}/fields`, line: 1, column: 1 },
      hint: 'Give it a type, or correct its ECS name.',
    }),
  );
  const name = `logs-o365_rulepack.${config.data_stream}-default`;
  const prefix = `logs-o365_rulepack.${config.data_stream}`;
  const documents = loadPipelineFiles(reader, folder, prefix, context, template);
  if (documents.size === 0) return undefined;
  const pipelines = Object.fromEntries([...documents].map(([key, { definition }]) => [key, definition]));
  const locate: Locate = (pipeline, path) => documents.get(pipeline)?.document.locate(path);
  const compiled = reader.attempt(() => loadPipelines(pipelines, { locate }));
  if (!settings || !compiled) return undefined;
  return {
    dataset,
    config,
    name,
    mapping,
    settings,
    fields: fieldCatalogue(mapping),
    declaredFields: fieldCatalogue(declaredMapping(mapping)),
    pipelines,
    pipelineTexts: [...documents.values()].map(({ key, document: { file, text } }) => ({ key, file, text })),
    defaultPipeline: prefix,
    compiled,
  };
}

function loadSettings(reader: ContentReader, folder: string): JsonObject | undefined {
  const manifest = reader.checked(join(folder, 'manifest.yml'), dataStreamManifestSchema)?.value;
  return manifest && withLogsSettings(manifest.elasticsearch?.index_template?.settings ?? {});
}

function loadFields(reader: ContentReader, folder: string): FieldDefinition[] {
  return reader
    .files(join(folder, 'fields'), '.yml')
    .flatMap((path) => reader.checked(path, fieldsFileSchema)?.value ?? []);
}

interface LoadedPipeline {
  readonly key: string;
  readonly definition: PipelineDefinition;
  readonly document: YamlDocument;
}

/** Pipelines by name: `default.yml.hbs` has the stream's name, others that name, a dash and their file's. */
function loadPipelineFiles(
  reader: ContentReader,
  folder: string,
  prefix: string,
  context: object,
  template: (source: string) => Template,
): Map<string, LoadedPipeline> {
  const extras = Object.fromEntries(
    reader.files(folder, '.yml').flatMap((path) => {
      const key = basename(path, '.yml');
      if (key === 'manifest' || join(folder, `${key}.yml`) !== path) return [];
      return [[key, reader.yaml(path)?.value]];
    }),
  ) as Record<string, unknown>;
  const pipelines = new Map<string, LoadedPipeline>();
  for (const path of reader.files(join(folder, 'elasticsearch', 'ingest_pipeline'), '.yml.hbs')) {
    const key = basename(path, '.yml.hbs');
    const rendered = render(reader, path, template, { ...context, ...extras });
    const document =
      rendered === undefined
        ? undefined
        : reader.attempt(() => new YamlDocument(reader.name(path), rendered));
    if (!document) continue;
    if (!isPipeline(document.value)) {
      reader.problems.push({
        code: 'PIPELINE_SHAPE',
        message: `${document.file} is no ingest pipeline: it has no list of processors`,
        location: document.locate(),
        hint: 'A pipeline is a mapping with “description”, “processors” and “on_failure”.',
      });
      continue;
    }
    const name = key === 'default' ? prefix : `${prefix}-${key}`;
    pipelines.set(name, { key, definition: document.value, document });
  }
  return pipelines;
}

function render(
  reader: ContentReader,
  path: string,
  template: (source: string) => Template,
  context: object,
): string | undefined {
  const source = reader.text(path);
  if (source === undefined) return undefined;
  try {
    return template(source)(context);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    reader.problems.push({
      code: 'TEMPLATE',
      message: error.message,
      location: { file: reader.name(path), line: 1, column: 1 },
      hint: 'Variables come from tenant.yml and from the .yml files beside the data stream’s manifest.',
    });
    return undefined;
  }
}

function isPipeline(value: unknown): value is PipelineDefinition {
  return isJsonObject(value) && Array.isArray(value['processors']);
}
