import type { DataStreamEntry, Lock } from './lock-schema';
import type { PackContent } from './pack-content';
import type { Level } from './level';

/** One difference between a lock and the content. */
export interface Change {
  readonly kind: 'rule' | 'pipeline' | 'data stream' | 'package';
  readonly what: 'new' | 'changed' | 'removed' | 'deprecated' | 'restored';
  /** As people call it: a rule's name, a pipeline's name, the folder of a data stream. */
  readonly name: string;
  /** What it means for those who use the package, before the shift of 0.x. */
  readonly level: Level;
  /** e.g. the fields that went. */
  readonly detail?: string;
}

/** Everything that changed since a lock, by kind and name. */
export function changesSince(lock: Lock, content: PackContent): Change[] {
  const changes = [
    ...ruleChanges(lock, content),
    ...pipelineChanges(lock, content),
    ...streamChanges(lock, content),
  ];
  if (changes.length === 0 && lock.package.hash !== content.hash) {
    changes.push({ kind: 'package', what: 'changed', name: 'files of the package', level: 'patch' });
  }
  return changes;
}

function ruleChanges({ rules }: Lock, content: PackContent): Change[] {
  const present = [...content.rules].flatMap(([id, { rule, hash }]): Change[] => {
    const { name } = rule;
    const entry = rules[id];
    if (entry === undefined) return [{ kind: 'rule', what: 'new', name, level: 'minor' }];
    if (entry.hash === hash) return [];
    const was = entry.deprecated !== undefined;
    const is = rule.deprecated !== undefined;
    if (is && !was) return [{ kind: 'rule', what: 'deprecated', name: entry.name, level: 'minor' }];
    if (was && !is) return [{ kind: 'rule', what: 'restored', name, level: 'minor' }];
    return [{ kind: 'rule', what: 'changed', name, level: 'patch' }];
  });
  const removed = Object.entries(rules)
    .filter(([id]) => !content.rules.has(id))
    .map(([, { name }]): Change => ({ kind: 'rule', what: 'removed', name, level: 'major' }));
  return byName([...present, ...removed]);
}

/** A pipeline is called by its data stream only: what its users see of it going is the data stream's matter. */
function pipelineChanges({ pipelines }: Lock, content: PackContent): Change[] {
  const present = [...content.pipelines].flatMap(([name, { hash }]): Change[] => {
    const entry = pipelines[name];
    if (entry?.hash === hash) return [];
    return [{ kind: 'pipeline', what: entry ? 'changed' : 'new', name, level: 'patch' }];
  });
  const removed = Object.keys(pipelines)
    .filter((name) => !content.pipelines.has(name))
    .map((name): Change => ({ kind: 'pipeline', what: 'removed', name, level: 'patch' }));
  return byName([...present, ...removed]);
}

function streamChanges({ data_streams }: Lock, content: PackContent): Change[] {
  const present = [...content.dataStreams].flatMap(([name, stream]): Change[] => {
    const entry = data_streams[name];
    if (entry === undefined) return [{ kind: 'data stream', what: 'new', name, level: 'minor' }];
    const fields = fieldChange(entry, stream.fields);
    if (fields === undefined && entry.hash === stream.hash) return [];
    return [{ kind: 'data stream', what: 'changed', name, level: 'patch', ...fields }];
  });
  const removed = Object.keys(data_streams)
    .filter((name) => !content.dataStreams.has(name))
    .map((name): Change => ({ kind: 'data stream', what: 'removed', name, level: 'major' }));
  return byName([...present, ...removed]);
}

/** A field that went or has another type breaks the queries that read it; a new one breaks nothing. */
function fieldChange(
  { fields: before }: DataStreamEntry,
  now: Readonly<Record<string, string>>,
): Pick<Change, 'level' | 'detail'> | undefined {
  const broken = Object.entries(before).flatMap(([name, type]) => {
    if (!Object.hasOwn(now, name)) return [`${name} removed`];
    return now[name] === type ? [] : [`${name} from ${type} to ${now[name] ?? ''}`];
  });
  if (broken.length > 0) return { level: 'major', detail: broken.join(', ') };
  const added = Object.keys(now).filter((name) => !Object.hasOwn(before, name));
  return added.length > 0 ? { level: 'minor', detail: `new fields: ${added.join(', ')}` } : undefined;
}

function byName(changes: readonly Change[]): Change[] {
  return [...changes].sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}
