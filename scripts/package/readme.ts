import { join } from 'node:path';
import { fencedBlock } from '../base/markdown';
import { ContentReader, createTemplates } from '../content';
import type { Pack, Stream } from '../content';
import { exportedFields } from './exported-fields';
import type { FieldsFile } from './fields-files';
import type { PackagePart } from './package-part';

const SOURCE = 'package-content/docs/README.md.hbs';

/** What the page shows of the data streams. */
interface Shown {
  /** By the stream's folder. */
  readonly fields: ReadonlyMap<string, readonly FieldsFile[]>;
  /** The sample events by their path in the package. */
  readonly samples: ReadonlyMap<string, PackagePart>;
}

/** docs/README.md, which Kibana shows beside the integration: our text, with the fields of every data stream. */
export function readme(pack: Pack, shown: Shown): Map<string, PackagePart> {
  const reader = new ContentReader(pack.root);
  const source = reader.text(join(pack.root, SOURCE));
  reader.throwIfProblems();
  const services = Map.groupBy(pack.rules, ({ service }) => service);
  const content = createTemplates()(source ?? '')({
    rules: pack.rules.length,
    services: [...services]
      .map(([service, { length }]) => ({ service, rules: length }))
      .sort((a, b) => (a.service < b.service ? -1 : 1)),
    streams: [...pack.streams.values()].map((stream) => describe(stream, shown)),
  });
  return new Map([['docs/README.md', { content, source: SOURCE }]]);
}

function describe({ config, dataset }: Stream, { fields, samples }: Shown): object {
  const folder = config.data_stream;
  const sample = samples.get(`data_stream/${folder}/sample_event.json`)?.content;
  return {
    title: config.title,
    folder,
    dataset,
    arrival: config.arrival.trim(),
    fields: exportedFields((fields.get(folder) ?? []).flatMap((file) => file.fields)),
    sample: fencedBlock('json', String(sample).trimEnd()),
  };
}
