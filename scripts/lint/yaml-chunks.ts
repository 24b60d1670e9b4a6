/** One key of a mapping with its value, the comment above it and the blank lines before that. */
export interface YamlChunk {
  readonly key: string;
  readonly text: string;
}

/**
 * A YAML file of one block mapping, cut at its top-level keys: `head` and the texts of the chunks in a row are the file.
 * The head is the comment at the very top.
 */
export function splitChunks(source: string): { head: string; chunks: YamlChunk[] } {
  const text = source.endsWith('\n') ? source : `${source}\n`;
  const lines = text.split(/(?<=\n)/);
  const chunks: { key: string; lines: string[] }[] = [];
  let head = '';
  let pending: string[] = [];
  for (const line of lines) {
    const key = line.startsWith(' ')
      ? null
      : /^(?:"([^"]+)"|'([^']+)'|([^\s#'"[{&*!|>%@`-][^\s:]*))\s*:(?:\s|$)/.exec(line);
    if (key) {
      if (chunks.length === 0) [head, pending] = [pending.join(''), []];
      chunks.push({ key: key[1] ?? key[2] ?? key[3] ?? '', lines: [...pending, line] });
      pending = [];
    } else if (/^\s*$|^#/.test(line) || chunks.length === 0) pending.push(line);
    else chunks.at(-1)?.lines.push(...pending.splice(0), line);
  }
  chunks.at(-1)?.lines.push(...pending);
  return { head, chunks: chunks.map((chunk) => ({ key: chunk.key, text: chunk.lines.join('') })) };
}
