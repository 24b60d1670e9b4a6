import { refuse } from '../refuse';

/** Consecutive words without a star belong together; a word with a star stands alone. */
export type QueryStringWord =
  | { readonly kind: 'text'; readonly text: string }
  /** The text between the stars. */
  | { readonly kind: 'pattern'; readonly parts: readonly string[] };

const syntax = '+-=&|><!(){}[]^"~?:/';
const operators = new Set(['AND', 'OR', 'NOT']);

function isBlank(char: string): boolean {
  return char === ' ' || char === '\t' || char === '\n' || char === '\r' || char === '\u3000';
}

function unsupported(what: string): never {
  return refuse(
    'QUERY_UNKNOWN_OPTION',
    `query_string: ${what} is not supported, only escaped text with stars, as Kibana builds it from KQL`,
  );
}

interface Word {
  parts: string[];
  isEscaped: boolean;
}

function splitWords(query: string): Word[] {
  const words: Word[] = [];
  let word: Word | undefined;
  for (let at = 0; at < query.length; at += 1) {
    let char = query.charAt(at);
    if (isBlank(char)) {
      word = undefined;
      continue;
    }
    if (word === undefined) words.push((word = { parts: [''], isEscaped: false }));
    if (char === '*') {
      word.parts.push('');
      continue;
    }
    if (char === '\\') {
      if (at + 1 === query.length) unsupported('a backslash at the end');
      char = query.charAt((at += 1));
      word.isEscaped = true;
    } else if (syntax.includes(char)) {
      unsupported(`"${char}" without a backslash`);
    }
    word.parts.push((word.parts.pop() ?? '') + char);
  }
  return words;
}

/** Reads the part of Lucene's query syntax that Kibana writes for a KQL value with a star. */
export function readQueryString(query: string): QueryStringWord[] {
  const result: QueryStringWord[] = [];
  for (const { parts, isEscaped } of splitWords(query)) {
    const [text = ''] = parts;
    if (parts.length > 1) {
      result.push({ kind: 'pattern', parts });
      continue;
    }
    if (!isEscaped && operators.has(text)) unsupported(`the operator ${text}`);
    const last = result.at(-1);
    if (last?.kind === 'text') result[result.length - 1] = { kind: 'text', text: `${last.text} ${text}` };
    else result.push({ kind: 'text', text });
  }
  return result;
}
