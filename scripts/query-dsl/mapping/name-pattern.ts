/**
 * A matcher for a simple pattern in which `*` stands for any text, as Elasticsearch's `Regex.simpleMatch`
 * has it. Linear: pieces are searched one after the other, leftmost first.
 */
export function starPattern(parts: readonly string[]): (text: string) => boolean {
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return (text) => text === first;
  return (text) => {
    if (!text.startsWith(first)) return false;
    let at = first.length;
    for (const part of rest) {
      const found = text.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return text.length - last.length >= at && text.endsWith(last);
  };
}

/** As {@link starPattern}, from a text such as `logs-o365*`. */
export function namePattern(pattern: string): (text: string) => boolean {
  return starPattern(pattern.split('*'));
}
