import fc from 'fast-check';

/** Random source text. */
export type Text = fc.Arbitrary<string>;

/** Text with random parts: text`${left} + ${right}`. */
export function text(strings: TemplateStringsArray, ...parts: readonly Text[]): Text {
  const [first = '', ...others] = strings;
  return fc
    .tuple(...parts)
    .map((values) => values.reduce((source, value, index) => source + value + (others[index] ?? ''), first));
}

/** One of some fixed texts, the simplest first. */
export function words(...options: readonly string[]): Text {
  return fc.constantFrom(...options);
}

/** One of some texts, the simplest first: a counterexample shrinks towards it. */
export function either(...options: readonly Text[]): Text {
  return fc.oneof({ withCrossShrink: true }, ...options);
}

/** `first` as often as not when `share` is 1, twice as often as `other` when it is 2. */
export function mostly(share: number, first: Text, other: Text): Text {
  return fc.oneof(
    { withCrossShrink: true },
    { weight: share * 2, arbitrary: first },
    { weight: 2, arbitrary: other },
  );
}

/** So many of a text in a row. */
export function several(one: Text, least: number, most: number, between = ' '): Text {
  return fc
    .array(one, { minLength: least, maxLength: most, size: 'max' })
    .map((texts) => texts.join(between));
}
