import { ContentError } from '../base/errors';
import { isJsonObject } from '../base/json';
import type { JsonObject } from '../base/json';
import type { Pack, Stream } from '../content';
import { pipelineFixture } from '../cases';
import type { PackagePart } from './package-part';

/** The pipeline fixture that shows best what a data stream holds. */
const FIXTURES: Readonly<Record<string, string>> = {
  activitylogs: 'role-assigned',
  audit: 'exchange-admin-cmdlet',
  auditlogs: 'role-activated',
  collector: 'heartbeat',
  pim_alert: 'alert',
};

/** A sample_event.json a data stream: what its pipeline makes of a raw record, at that fixture's fixed moment. */
export function sampleEvents({ root, streams }: Pack): Map<string, PackagePart> {
  return new Map(
    [...streams.values()].map((stream) => {
      const folder = stream.config.data_stream;
      const content = `${JSON.stringify(sampleEvent(root, stream), null, 2)}\n`;
      return [
        `data_stream/${folder}/sample_event.json`,
        { content, source: `fixtures/pipelines/${folder}/${FIXTURES[folder] ?? ''}.yml` },
      ];
    }),
  );
}

function sampleEvent(root: string, { config, compiled, defaultPipeline, name: index }: Stream): JsonObject {
  const folder = config.data_stream;
  const name = FIXTURES[folder];
  if (name === undefined) throw noSample(folder);
  const { source, arrival } = pipelineFixture(root, folder, name);
  const data_stream = { type: 'logs', dataset: `o365_rulepack.${folder}`, namespace: 'default' };
  const input = { index, id: null, source: { ...source, data_stream } };
  const outcome = compiled.run([defaultPipeline], input, arrival);
  if (outcome.kind !== 'document') throw noSample(folder);
  return sorted(outcome.source);
}

/** Keys in order, as readers look a field up by its name. */
function sorted(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object)
      .map(([key, value]): [string, typeof value] => [key, isJsonObject(value) ? sorted(value) : value])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function noSample(folder: string): ContentError {
  return new ContentError({
    code: 'PACKAGE_NO_SAMPLE',
    message: `data stream ${folder} has no sample event`,
    hint: 'Name a fixture of fixtures/pipelines/ for it in scripts/package/sample-events.ts, one that is indexed.',
  });
}
