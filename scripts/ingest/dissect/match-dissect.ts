import { isAppend, isReference, type DissectKey, type DissectPattern } from './parse-dissect-pattern';

/** The fields that a dissect pattern finds in a text; null when it does not fit. */
export type DissectMatcher = (text: string) => ReadonlyMap<string, string | null> | null;

/** Compiles a pattern; `appendSeparator` stands between the parts of a field that is appended to. */
export function compileDissectMatcher(pattern: DissectPattern, appendSeparator: string): DissectMatcher {
  const { leadingDelimiter } = pattern;
  const appends = new Set(pattern.keys.filter(isAppend).map((key) => key.name));
  const expected = new Set(pattern.keys.filter((key) => !key.skip).map((key) => key.name)).size;
  return (text) => {
    if (text.length <= leadingDelimiter.length || !text.startsWith(leadingDelimiter)) return null;
    const values = cut(text, leadingDelimiter.length, pattern.keys);
    if (values.length !== pattern.keys.length) return null;
    const result = collect(values, appends, appendSeparator);
    // Fewer when two values are the name of one field.
    return result.size === expected ? result : null;
  };
}

type Cut = readonly [key: DissectKey, value: string];

/**
 * Cuts a text at the delimiters, from left to right.
 *
 * A delimiter that follows itself gives the next key the empty value, unless the key has `->`; then the key after
 * it is skipped to, and the delimiter stays that of the key before, as in Elasticsearch.
 */
function cut(text: string, from: number, keys: readonly DissectKey[]): Cut[] {
  const cuts: Cut[] = [];
  let index = 0;
  let start = from;
  for (;;) {
    const key = keys[index];
    if (key === undefined) return cuts;
    if (key.delimiter === '') {
      cuts.push([key, text.slice(start)]);
      return cuts;
    }
    const end = text.indexOf(key.delimiter, start);
    if (end === -1) return cuts;
    cuts.push([key, text.slice(start, end)]);
    start = end + key.delimiter.length;
    let current = key;
    while (text.startsWith(key.delimiter, start)) {
      start += key.delimiter.length;
      if (current.skipRightPadding) continue;
      const next = keys[index + 1];
      if (next === undefined) return cuts;
      index++;
      current = next;
      cuts.push([next, '']);
    }
    index++;
    if (start >= text.length && keys[index]?.delimiter !== '') return cuts;
  }
}

function collect(
  cuts: readonly Cut[],
  appends: ReadonlySet<string>,
  separator: string,
): Map<string, string | null> {
  const result = new Map<string, string | null>();
  for (const [key, value] of cuts) {
    if (!key.skip && key.modifier === 'none') result.set(key.name, value);
  }
  for (const name of appends) {
    const parts = cuts.filter(([key]) => key.name === name && isAppend(key));
    const ordered = [...parts].sort(([left], [right]) => left.appendPosition - right.appendPosition);
    result.set(name, ordered.map(([, value]) => value).join(separator));
  }
  addReferences(cuts, result);
  return result;
}

/** `%{*a} … %{&a}`: the value of the one is the name of the other; of two alike the second counts. */
function addReferences(cuts: readonly Cut[], result: Map<string, string | null>): void {
  const references = cuts.filter(([key]) => isReference(key));
  for (const name of new Set(references.map(([key]) => key.name))) {
    const last = (modifier: string): string | undefined =>
      references.findLast(([key]) => key.name === name && key.modifier === modifier)?.[1];
    result.set(last('field_name') ?? '', last('field_value') ?? null);
  }
}
