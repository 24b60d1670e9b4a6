import type { Pack, Stream } from '../content';
import type { PackagePart } from './package-part';

/** The ingest pipelines of all data streams, rendered. */
export function pipelineFiles({ streams }: Pack): Map<string, PackagePart> {
  return new Map([...streams.values()].flatMap(pipelinesOf));
}

function pipelinesOf({ config, pipelineTexts }: Stream): [string, PackagePart][] {
  return pipelineTexts.map(({ key, file, text }) => [
    `data_stream/${config.data_stream}/elasticsearch/ingest_pipeline/${key}.yml`,
    { content: asShipped(text), source: file },
  ]);
}

/** The spec knows description, processors and on_failure only; Fleet sets a pipeline's version itself. */
function asShipped(text: string): string {
  return text.replace(/^version: (\d+)$/m, '# Version $1.').replace(/[ \t]+$/gm, '');
}
