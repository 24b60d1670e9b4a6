import { join } from 'node:path';
import type { SourceLocation } from '../base/errors';
import { locationAt } from '../base/source-text';
import type { Stream } from '../content';
import { contentHash, without } from './canonical';
import { textOf } from './source-files';

/** A pipeline as it ships, and its source. */
export interface PipelineContent {
  /** undefined where the source has none yet. */
  readonly version: number | undefined;
  readonly hash: string;
  /** Where its version stands or would stand. */
  readonly location: SourceLocation;
}

/** The pipelines of a data stream by name; the version is the option `version` of Elasticsearch’s pipelines. */
export function pipelineSources(root: string, stream: Stream): [name: string, PipelineContent][] {
  return Object.entries(stream.pipelines).map(([name, definition]) => {
    const { version } = definition;
    const file = pipelineFile(stream, name);
    const text = textOf(root, file) ?? '';
    const place = VERSION_LINE.exec(text)?.index ?? 0;
    return [
      name,
      {
        version: typeof version === 'number' ? version : undefined,
        hash: contentHash(without(definition, 'version')),
        location: locationAt(file, text, place),
      },
    ];
  });
}

/** The source of a pipeline, a template, with another version; without one it gets its line at the top. */
export function withPipelineVersion(text: string, version: number): string {
  const line = `version: ${version}`;
  if (VERSION_LINE.test(text)) return text.replace(VERSION_LINE, line);
  const start = /^---[^\n]*\n/.exec(text)?.[0] ?? '';
  return `${start}${line}\n${text.slice(start.length)}`;
}

/** The line in a template, which is not YAML before it is rendered; a comment behind it stays. */
const VERSION_LINE = /^version:[ \t]*\d+/m;

function pipelineFile({ config, defaultPipeline }: Stream, name: string): string {
  const key = name === defaultPipeline ? 'default' : name.slice(defaultPipeline.length + 1);
  const folder = join(
    'package-content',
    'data_stream',
    config.data_stream,
    'elasticsearch',
    'ingest_pipeline',
  );
  return join(folder, `${key}.yml.hbs`).replaceAll('\\', '/');
}
