/** What a look at the text of an ES|QL query tells. */
export interface EsqlSources {
  readonly patterns: readonly string[];
  /** Fields behind `metadata`. */
  readonly metadata: readonly string[];
  /** There is a `stats`: the answer has groups instead of events. */
  readonly aggregates: boolean;
}

/** Strings, comments and names in backticks. */
const OPAQUE = /"""[^]*?"""|"(?:[^"\\]|\\[^])*"|\/\/[^\n]*|\/\*[^]*?\*\//g;

/** The indices that an ES|QL query reads; undefined when it does not begin with `from`. */
export function esqlSources(text: string): EsqlSources | undefined {
  const [source = '', ...commands] = blank(text).split('|');
  const match = /^\s*from\s+([^]*?)(?:\s+metadata\s+([^]*))?$/i.exec(source.trimEnd());
  if (!match) return undefined;
  const list = (part: string | undefined): string[] => part?.split(',').map((name) => name.trim()) ?? [];
  return {
    patterns: list(match[1]),
    metadata: list(match[2]),
    aggregates: commands.some((command) => /^\s*stats\b/i.test(command)),
  };
}

/** A name as ES|QL takes it for a field when nothing of this query made it. */
export interface EsqlName {
  readonly name: string;
  /** Offset in the text. */
  readonly start: number;
}

/** Every dotted name behind `from`, such as `event.dataset`: with a dot in it, it can only be a field. */
export function esqlDottedNames(text: string): EsqlName[] {
  const blanked = blank(text);
  const start = blanked.indexOf('|');
  if (start < 0) return [];
  return Array.from(
    blanked.slice(start).matchAll(/(?<![\w.`@])[A-Za-z_@]\w*(?:\.[A-Za-z_@]\w*)+/g),
    (match) => ({
      name: match[0],
      start: start + match.index,
    }),
  );
}

/** The query with every index pattern behind `from` changed. */
export function mapEsqlPatterns(text: string, change: (pattern: string) => string): string {
  const end = blank(text).indexOf('|');
  const source = end < 0 ? text : text.slice(0, end);
  const match = /^(\s*from\s+)([^]*?)(\s+metadata\s[^]*|\s*)$/i.exec(source);
  if (!match) return text;
  const [, from = '', patterns = '', rest = ''] = match;
  const changed = patterns.split(',').map((pattern) => change(pattern.trim()));
  return `${from}${changed.join(', ')}${rest}${text.slice(source.length)}`;
}

/** The query with `now()` as a moment that is given, epoch milliseconds. */
export function esqlAt(text: string, now: number): string {
  let result = text;
  for (const { index, 0: call } of [...blank(text).matchAll(/\bnow\s*\(\s*\)/gi)].reverse()) {
    const moment = `to_datetime("${new Date(now).toISOString()}")`;
    result = result.slice(0, index) + moment + result.slice(index + call.length);
  }
  return result;
}

/** The text with everything that is not code as spaces, at the same offsets. */
function blank(text: string): string {
  return text.replace(OPAQUE, (part) => ' '.repeat(part.length));
}
