import { textOf } from './source-files';
import type { Lock } from './lock-schema';
import type { PackContent } from './pack-content';
import { withPipelineVersion } from './pipeline-sources';
import { withVersion } from './yaml-version';

/** A rule or pipeline whose version is another one than its source says. */
export interface Raised {
  readonly name: string;
  /** undefined: the source had none. */
  readonly from: number | undefined;
  readonly to: number;
  /** Path relative to the root, and its new text. */
  readonly file: string;
  readonly text: string;
}

/** The sources whose version is not that of the lock, rules first, each in the order of the pack. */
export function versionEdits(root: string, content: PackContent, lock: Lock): Raised[] {
  const rules = [...content.rules].flatMap(([id, { rule }]): Raised[] => {
    const to = lock.rules[id]?.version;
    if (to === undefined || to === rule.version) return [];
    const { name, document } = rule;
    return [{ name, from: rule.version, to, file: document.file, text: withVersion(document, to) }];
  });
  const pipelines = [...content.pipelines].flatMap(([name, { version, location }]): Raised[] => {
    const to = lock.pipelines[name]?.version;
    if (to === undefined || to === version) return [];
    const text = withPipelineVersion(textOf(root, location.file) ?? '', to);
    return [{ name, from: version, to, file: location.file, text }];
  });
  return [...rules, ...pipelines];
}
