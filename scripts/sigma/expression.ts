export type SigmaValue = string | number | boolean;

/** `field|modifier: values`: one of the values holds. */
export interface SigmaItem {
  /** Field and modifiers, e.g. `user.id|startswith`. */
  readonly key: string;
  readonly values: readonly SigmaValue[];
}

/** Items that hold all together; no key twice. */
export type SigmaMap = readonly SigmaItem[];

/** One search identifier: at least one of its maps holds. */
export interface SigmaSelection {
  readonly kind: 'selection';
  readonly maps: readonly SigmaMap[];
}

/** What a Sigma rule finds: search identifiers and how its condition joins them. */
export type SigmaExpression =
  | SigmaSelection
  | { readonly kind: 'and' | 'or'; readonly parts: readonly SigmaExpression[] }
  | { readonly kind: 'not'; readonly part: SigmaExpression };

export function selection(...maps: readonly SigmaMap[]): SigmaSelection {
  return { kind: 'selection', maps };
}

export function not(part: SigmaExpression): SigmaExpression {
  return { kind: 'not', part };
}

/**
 * All of the parts hold. Parts that are one map each become one map as far as their keys differ: the same field twice
 * means two values of a list, which a map cannot say.
 */
export function and(parts: readonly SigmaExpression[]): SigmaExpression {
  const joined: SigmaExpression[] = [];
  for (const part of flat('and', parts)) {
    const map = onlyMap(part);
    const at = map && joined.findIndex((other) => isDisjoint(onlyMap(other), map));
    if (map === undefined || at === undefined || at < 0) joined.push(part);
    else joined[at] = selection([...(onlyMap(joined[at]) ?? []), ...map]);
  }
  return single('and', joined);
}

/** One of the parts holds. Selections become one, values of the same field one list. */
export function or(parts: readonly SigmaExpression[]): SigmaExpression {
  const all = flat('or', parts);
  const selections = all.filter((part) => part.kind === 'selection');
  const joined = selection(...withLists(selections.flatMap(({ maps }) => maps)));
  return single(
    'or',
    all.flatMap((part): readonly SigmaExpression[] =>
      part.kind !== 'selection' ? [part] : part === selections[0] ? [joined] : [],
    ),
  );
}

/** Maps of one item with the same key become one map with the values of all, where the first of them stood. */
function withLists(maps: readonly SigmaMap[]): SigmaMap[] {
  const byKey = new Map<string, Set<SigmaValue>>();
  const kept = maps.filter(([item, ...more]) => {
    if (item === undefined || more.length > 0) return true;
    const known = byKey.get(item.key);
    for (const value of item.values) known?.add(value);
    if (known === undefined) byKey.set(item.key, new Set(item.values));
    return known === undefined;
  });
  return kept.map((map) => {
    const values = map.length === 1 ? byKey.get(map[0]?.key ?? '') : undefined;
    return values === undefined ? map : map.map(({ key }) => ({ key, values: [...values] }));
  });
}

function flat(kind: 'and' | 'or', parts: readonly SigmaExpression[]): SigmaExpression[] {
  return parts.flatMap((part): readonly SigmaExpression[] => (part.kind === kind ? part.parts : [part]));
}

function single(kind: 'and' | 'or', parts: readonly SigmaExpression[]): SigmaExpression {
  const [only, ...others] = parts;
  return only !== undefined && others.length === 0 ? only : { kind, parts };
}

function onlyMap(part: SigmaExpression | undefined): SigmaMap | undefined {
  return part?.kind === 'selection' && part.maps.length === 1 ? part.maps[0] : undefined;
}

function isDisjoint(map: SigmaMap | undefined, other: SigmaMap): boolean {
  if (map === undefined) return false;
  const keys = new Set(map.map(({ key }) => key));
  return other.every(({ key }) => !keys.has(key));
}
