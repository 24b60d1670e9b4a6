import type { Lock, PipelineEntry, RetiredEntry, RuleEntry } from './lock-schema';
import type { PackContent } from './pack-content';

/**
 * The lock of a content that follows another one: versions raised where the content changed. What the source says is
 * kept where it is high enough; a version that went down or up without a change is put right.
 */
export function nextLock(request: {
  readonly content: PackContent;
  /** undefined: the first lock. */
  readonly base: Lock | undefined;
  /** The version of the package that this is the lock of. */
  readonly version: string;
  /** By id; beside those of the base. */
  readonly retired: Readonly<Record<string, RetiredEntry>>;
}): Lock {
  const { content, base, version } = request;
  return {
    package: {
      version,
      hash: content.hash,
      ...earlierOf(base?.package, version),
    },
    rules: Object.fromEntries(
      [...content.rules].map(([id, { rule, hash }]): [string, RuleEntry] => {
        const entry = successor(base?.rules[id], { version: rule.version, hash }, version);
        const { slug, name, type } = rule;
        const { deprecated } = rule;
        return [id, { slug, name, type, ...(deprecated && { deprecated: deprecated.since }), ...entry }];
      }),
    ),
    pipelines: Object.fromEntries(
      [...content.pipelines].map(([name, pipeline]) => [
        name,
        successor(base?.pipelines[name], { version: pipeline.version ?? 1, hash: pipeline.hash }, version),
      ]),
    ),
    data_streams: Object.fromEntries(
      [...content.dataStreams].map(([name, { hash, fields }]) => [
        name,
        { hash, since: base?.data_streams[name]?.since ?? version, fields },
      ]),
    ),
    retired: { ...base?.retired, ...request.retired },
  };
}

function successor(
  entry: PipelineEntry | undefined,
  { version, hash }: { readonly version: number; readonly hash: string },
  packageVersion: string,
): PipelineEntry {
  if (entry === undefined) return { version, hash, since: packageVersion };
  const { since, earlier } = entry;
  if (entry.hash === hash) return { version: entry.version, hash, since, ...(earlier && { earlier }) };
  const next = Math.max(version, entry.version + 1);
  return { version: next, hash, since, earlier: { ...earlier, [entry.version]: entry.hash } };
}

function earlierOf(own: Lock['package'] | undefined, version: string): Pick<Lock['package'], 'earlier'> {
  if (own === undefined) return {};
  if (own.version === version) return own.earlier ? { earlier: own.earlier } : {};
  return { earlier: { ...own.earlier, [own.version]: own.hash } };
}
