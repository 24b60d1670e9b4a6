import type { RegexMatch } from './java-regex';
import type { ParsedRegex } from './java-regex-ast';
import { emitEcmaScript } from './java-regex-emit';
import { isAnchored } from './java-regex-facts';

/** The search that an engine offers; `from` is a UTF-16 offset. */
export interface RegexSearch {
  find(input: string, from: number): RegexMatch | null;
  test(input: string): boolean;
}

const NO_NAMES: Readonly<Record<string, string | undefined>> = Object.freeze({});

export function namedGroups(
  groups: readonly (string | undefined)[],
  names: ReadonlyMap<string, number>,
): Readonly<Record<string, string | undefined>> {
  if (names.size === 0) return NO_NAMES;
  const named = Object.create(null) as Record<string, string | undefined>;
  for (const [name, index] of names) named[name] = groups[index];
  return named;
}

/** Runs the pattern on the runtime's own backtracking engine: only for patterns proven linear. */
export function searchNatively(regex: ParsedRegex): RegexSearch {
  const { source, flags } = emitEcmaScript(regex);
  const anchored = isAnchored(regex.root);
  const search = new RegExp(source, `${flags}${anchored ? 'y' : 'g'}`);
  const find = (input: string, from: number): RegexMatch | null => {
    search.lastIndex = from;
    const match = search.exec(input);
    if (match === null) return null;
    const start = match.index;
    // From inside a surrogate pair the engine steps back to its start.
    if (start < from) return find(input, from + 1);
    return { start, end: start + match[0].length, groups: match, named: namedGroups(match, regex.names) };
  };
  return {
    find: anchored ? (input, from) => (from > 0 ? null : find(input, 0)) : find,
    test: (input) => {
      search.lastIndex = 0;
      return search.test(input);
    },
  };
}

/** The search for a match of the whole input. */
export interface WholeMatch {
  matches(input: string): boolean;
  matchWhole(input: string): RegexMatch | null;
}

/** `Matcher.matches()` on the runtime's own engine, for a pattern proven linear when anchored at both ends. */
export function matchWholeNatively(regex: ParsedRegex): WholeMatch {
  const { source, flags } = emitEcmaScript(regex);
  const whole = new RegExp(`^(?:${source})$`, flags);
  return {
    matches: (input) => whole.test(input),
    matchWhole: (input) => {
      const match = whole.exec(input);
      if (match === null) return null;
      return { start: 0, end: input.length, groups: match, named: namedGroups(match, regex.names) };
    },
  };
}
