import { ContentError } from './errors';
import type { JavaRegex, RegexMatch } from './java-regex';
import type { ParsedRegex } from './java-regex-ast';
import { runsByUnits } from './java-regex-emit';
import { isBeyondRe2, isNeverEmpty } from './java-regex-facts';
import { isProvablyLinear } from './java-regex-linear';
import type { RegexSearch, WholeMatch } from './java-regex-native';
import { matchWholeNatively, searchNatively } from './java-regex-native';
import { parseJavaRegex } from './java-regex-parse';
import { finalEndIsLast, matchWholeWithRe2, searchWithRe2 } from './java-regex-re2';
import type { Replacement } from './java-regex-replacement';
import { compileReplacement } from './java-regex-replacement';
import { matchWholeBySimulation, searchBySimulation } from './java-regex-simulate';

/**
 * Compiles a pattern of java.util.regex to a matcher that is linear in the input.
 *
 * A pattern that is provably linear runs on the runtime's own engine, everything else on RE2 (slower), and what RE2
 * lacks in a simulation (slower still).
 * @param flags Java's embedded flag letters: i, m, s, u, x, d.
 * @param unicodeBoundaries Whether `\b` knows the words of Unicode and not only those of ASCII.
 * @throws ContentError REGEX_SYNTAX (no Java pattern) or REGEX_UNSUPPORTED (names the construct).
 */
export function compileJavaRegex(source: string, flags = '', unicodeBoundaries = false): JavaRegex {
  const regex = parseJavaRegex(source, flags, unicodeBoundaries);
  const search = compileSearch(source, regex);
  const whole = compileWhole(source, regex);
  return {
    source,
    groupCount: regex.groupCount,
    find: (input, from = 0) => (from > input.length ? null : search.find(input, from)),
    test: (input) => search.test(input),
    matches: (input) => whole.matches(input),
    matchWhole: (input) => whole.matchWhole(input),
    replaceAll: replacer(regex, search),
    split: (input, limit = 0) => split(search, input, limit),
  };
}

function compileSearch(source: string, regex: ParsedRegex): RegexSearch {
  if (isProvablyLinear(regex) && stepsAsJava(regex)) return searchNatively(regex);
  if (isBeyondRe2(regex.root)) return linear(source, () => searchBySimulation(regex));
  if (!finalEndIsLast(regex.root)) throw unsupported(source, '`$` that is not at the end of the pattern');
  return linear(source, () => searchWithRe2(regex));
}

/** Java finds empty matches inside a surrogate pair; a `RegExp` that reads code points does not. */
function stepsAsJava(regex: ParsedRegex): boolean {
  return isNeverEmpty(regex.root) || runsByUnits(regex.root);
}

function compileWhole(source: string, regex: ParsedRegex): WholeMatch {
  const whole: ParsedRegex = {
    ...regex,
    root: {
      kind: 'sequence',
      items: [{ kind: 'assertion', what: 'start' }, regex.root, { kind: 'assertion', what: 'end' }],
    },
  };
  if (isProvablyLinear(whole)) return matchWholeNatively(regex);
  const byEngine = isBeyondRe2(regex.root) ? matchWholeBySimulation : matchWholeWithRe2;
  return linear(source, () => byEngine(regex));
}

function linear<T>(source: string, compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    throw unsupported(source, `more than the linear-time engine can hold (${String(error)})`);
  }
}

function unsupported(source: string, construct: string): ContentError {
  return new ContentError({
    code: 'REGEX_UNSUPPORTED',
    message: `The pattern ${source} uses ${construct}, which is not supported.`,
    found: source,
  });
}

function replacer(regex: ParsedRegex, search: RegexSearch): JavaRegex['replaceAll'] {
  let compiledText: string | undefined;
  let compiled: Replacement | undefined;
  return (input, replacement) => {
    let match = search.find(input, 0);
    if (match === null) return input;
    if (compiled === undefined || compiledText !== replacement) {
      compiled = compileReplacement(replacement, regex.groupCount, regex.names);
      compiledText = replacement;
    }
    let result = '';
    let copied = 0;
    while (match !== null) {
      result += input.slice(copied, match.start) + compiled(match);
      copied = match.end;
      match = findNext(search, input, match);
    }
    return result + input.slice(copied);
  };
}

/** Java steps one character on behind an empty match, and may match the empty text behind a full one. */
function findNext(search: RegexSearch, input: string, match: RegexMatch): RegexMatch | null {
  const from = match.end === match.start ? match.end + 1 : match.end;
  return from > input.length ? null : search.find(input, from);
}

function split(search: RegexSearch, input: string, limit: number): string[] {
  const parts: string[] = [];
  let copied = 0;
  for (let match = search.find(input, 0); match !== null; match = findNext(search, input, match)) {
    if (limit > 0 && parts.length === limit - 1) break;
    if (match.end === 0) continue;
    parts.push(input.slice(copied, match.start));
    copied = match.end;
  }
  if (copied === 0 && parts.length === 0) return [input];
  parts.push(input.slice(copied));
  if (limit === 0) while (parts.at(-1) === '') parts.pop();
  return parts;
}
