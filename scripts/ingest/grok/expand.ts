/** A name that the library and the pipeline's own definitions lack. */
export class UnknownGrokPattern extends Error {
  constructor(readonly pattern: string) {
    super(`there is no grok pattern "${pattern}"`);
  }
}

const REFERENCE = /%\{([A-Za-z0-9_]+)(?::([\w@[\]:.-]+))?\}/g;

/**
 * Replaces `%{NAME}`, `%{NAME:field}` and `%{NAME:field:type}` by the patterns that they name, as groups; a group
 * with a field is named `NAME:field:type`. Throws for names that are not known and for patterns that contain
 * themselves.
 */
export function expandGrok(
  expression: string,
  bank: ReadonlyMap<string, string>,
  within: readonly string[] = [],
): string {
  return expression.replace(REFERENCE, (_, name: string, field: string | undefined) => {
    const pattern = bank.get(name);
    if (pattern === undefined) throw new UnknownGrokPattern(name);
    if (within.includes(name)) {
      throw new Error(`the grok pattern "${name}" contains itself: ${[...within, name].join(' > ')}`);
    }
    const expanded = expandGrok(pattern, bank, [...within, name]);
    return field === undefined ? `(?:${expanded})` : `(?<${name}:${field}>${expanded})`;
  });
}
