/** One match; offsets are UTF-16 code units. */
export interface RegexMatch {
  readonly start: number;
  readonly end: number;
  /** Index 0 is the whole match; a group that took no part is undefined. */
  readonly groups: readonly (string | undefined)[];
  readonly named: Readonly<Record<string, string | undefined>>;
}

/** A regular expression with the meaning it has in Java, run in time linear in the input. */
export interface JavaRegex {
  readonly source: string;
  /** Java's `Matcher.groupCount()`: groups without the whole match. */
  readonly groupCount: number;
  /** Java's `Matcher.find()`. */
  find(input: string, from?: number): RegexMatch | null;
  /** Whether `find` from the start finds something; faster than `find`. */
  test(input: string): boolean;
  /** Java's `Matcher.matches()`: the whole input. */
  matches(input: string): boolean;
  /** The match of the whole input with its groups, or null; slower than `matches`. */
  matchWhole(input: string): RegexMatch | null;
  /**
   * Java's `Matcher.replaceAll(replacement)`: `$1`, `${name}` and `\` escapes in the replacement.
   * @throws RegexReplacementError for a replacement that Java refuses.
   */
  replaceAll(input: string, replacement: string): string;
  /** Java's `String.split(regex, limit)`. */
  split(input: string, limit?: number): string[];
}
