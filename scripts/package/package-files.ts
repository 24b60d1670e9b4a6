import type { Pack } from '../content';
import { copiedFiles } from './copied-files';
import { dashboardAssets } from './dashboard-assets';
import { allFields, fieldsFiles } from './fields-files';
import type { PackageParts } from './package-part';
import { pipelineFiles } from './pipeline-files';
import { readme } from './readme';
import { ruleAssets } from './rule-assets';
import { sampleEvents } from './sample-events';

/**
 * The Fleet integration package: its files by path in it, e.g. `kibana/security_rule/<rule_id>_<version>.json`. The
 * layout is that of Elastic's package-spec, format_version 3.6.
 *
 * @throws ContentError where a source is missing or wrong
 */
export function packageFiles(pack: Pack): Map<string, string | Uint8Array> {
  return new Map([...packageParts(pack)].map(([path, { content }]) => [path, content]));
}

/** The same files, each with the source that made it; sorted by path. */
export function packageParts(pack: Pack): PackageParts {
  const fields = allFields(pack);
  const samples = sampleEvents(pack);
  const parts = [
    ...copiedFiles(pack),
    ...readme(pack, { fields, samples }),
    ...fieldsFiles(fields),
    ...samples,
    ...pipelineFiles(pack),
    ...ruleAssets(pack),
    ...dashboardAssets(pack),
  ];
  return new Map(parts.sort(([a], [b]) => (a < b ? -1 : 1)));
}
