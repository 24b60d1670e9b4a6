import { nearest } from '../../base/nearest';
import type { Pack } from '../../content';
import type { RuleCheck } from '../check';
import { proseOf } from '../subject';

export const guideField: RuleCheck = {
  code: 'GUIDE_FIELD',
  severity: 'error',
  title: 'A field that a guide names in backticks exists, and so does a list of tenant.yml.',
  why: 'Analysts copy these names into searches. A name that no document has finds nothing, and nothing looks like “it did not happen”.',
  bad: '“Check `source.adress` against the sign-ins.”',
  mend: 'Correct the name, or write what is no field without backticks.',
  *run(subject) {
    const known = knownNames(subject.pack);
    for (const [path, text] of proseOf(subject)) {
      for (const name of namesIn(text)) {
        if (known.has(name)) continue;
        yield {
          path,
          snippet: name,
          message: `“${name}” is no field of the pack’s data streams`,
          found: name,
          hint: `Correct the name${nearest(name, known.names)}, or write what is no field without backticks.`,
        };
      }
    }
  },
};

/** Dotted names in backticks, also with a value behind (`event.outcome: failure`) or a star at the end. */
function namesIn(text: string): string[] {
  return Array.from(text.matchAll(/`([a-z@][\w@]*(?:\.[\w@*]+)+)(?::[^`]*)?`/g), ([, name = '']) => name);
}

interface KnownNames {
  readonly names: readonly string[];
  has(name: string): boolean;
}

const cache = new WeakMap<Pack, KnownNames>();

/** Fields of every stream: a guide sends the reader from one log to another. */
function knownNames(pack: Pack): KnownNames {
  const cached = cache.get(pack);
  if (cached) return cached;
  const streams = [...pack.streams.values()];
  const names = new Set(streams.flatMap(({ declaredFields }) => declaredFields.names()));
  const prefixes = new Set([...names].flatMap((name) => parents(name)));
  const roots = new Set([...names, 'lists'].map((name) => name.split('.')[0]));
  const lists = new Set(Object.keys(pack.tenant.lists).map((list) => `lists.${list}`));
  const known: KnownNames = {
    names: [...names, ...lists],
    has(name) {
      // A short form such as `initiated_by.user` or a file name is no full name: only the reader can tell what is meant.
      if (!roots.has(name.split('.')[0])) return true;
      const plain = name.replace(/(\.\*)+$/, '');
      if (plain.includes('*')) return fits(plain, names);
      return (
        names.has(plain) ||
        prefixes.has(plain) ||
        lists.has(plain) ||
        streams.some(({ declaredFields }) => declaredFields.lookup(plain) !== undefined)
      );
    },
  };
  cache.set(pack, known);
  return known;
}

/** A name with stars in it, each for one part, fits a field. */
function fits(pattern: string, names: ReadonlySet<string>): boolean {
  const parts = pattern.split('.');
  return names.values().some((name) => {
    const given = name.split('.');
    return (
      given.length === parts.length && parts.every((part, index) => part === '*' || part === given[index])
    );
  });
}

/** `a` and `a.b` of `a.b.c`. */
function parents(name: string): string[] {
  const segments = name.split('.');
  return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join('.'));
}
