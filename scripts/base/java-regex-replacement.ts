import type { RegexMatch } from './java-regex';

/** A replacement that Java refuses; `type` is the exception as Elasticsearch names it. */
export class RegexReplacementError extends Error {
  override readonly name = 'RegexReplacementError';

  constructor(
    readonly type: 'illegal_argument_exception' | 'index_out_of_bounds_exception',
    message: string,
  ) {
    super(message);
  }
}

/** The text that replaces a match. */
export type Replacement = (match: RegexMatch) => string;

/**
 * Compiles the replacement of `Matcher.replaceAll`: `$n` takes as many digits as still name a group,
 * `${name}` a named one, `\` makes the next character plain.
 * @throws RegexReplacementError where Java throws when the first match is replaced.
 */
export function compileReplacement(
  text: string,
  groupCount: number,
  names: ReadonlyMap<string, number>,
): Replacement {
  if (!/[\\$]/.test(text)) return () => text;
  const parts: (string | number)[] = [];
  let position = 0;
  while (position < text.length) {
    const [part, end] = readPart(text, position, groupCount, names);
    parts.push(part);
    position = end;
  }
  return (match) => {
    let result = '';
    for (const part of parts) result += typeof part === 'string' ? part : (match.groups[part] ?? '');
    return result;
  };
}

function readPart(
  text: string,
  start: number,
  groupCount: number,
  names: ReadonlyMap<string, number>,
): [string | number, number] {
  const char = text[start];
  if (char === '\\') {
    const escaped = text[start + 1];
    if (escaped === undefined) throw illegal('character to be escaped is missing');
    return [escaped, start + 2];
  }
  if (char !== '$') {
    const next = text.slice(start).search(/[\\$]/);
    const end = next < 0 ? text.length : start + next;
    return [text.slice(start, end), end];
  }
  if (text[start + 1] === '{') return readNamed(text, start + 2, names);
  return readNumbered(text, start + 1, groupCount);
}

function readNamed(text: string, start: number, names: ReadonlyMap<string, number>): [number, number] {
  const end = text.slice(start).search(/[^A-Za-z0-9]/);
  const name = end < 0 ? text.slice(start) : text.slice(start, start + end);
  if (name === '') throw illegal("named capturing group is missing trailing '}'");
  if (text[start + end] !== '}') throw illegal("named capturing group is missing trailing '}'");
  if (/^[0-9]/.test(name)) throw illegal(`capturing group name {${name}} starts with digit character`);
  const group = names.get(name);
  if (group === undefined) throw illegal(`No group with name {${name}}`);
  return [group, start + end + 1];
}

function readNumbered(text: string, start: number, groupCount: number): [number, number] {
  if (start >= text.length) throw illegal('Illegal group reference: group index is missing');
  if (!/[0-9]/.test(text[start] ?? '')) throw illegal('Illegal group reference');
  let group = Number(text[start]);
  let end = start + 1;
  while (/[0-9]/.test(text[end] ?? '') && group * 10 + Number(text[end]) <= groupCount) {
    group = group * 10 + Number(text[end]);
    end++;
  }
  if (group > groupCount)
    throw new RegexReplacementError('index_out_of_bounds_exception', `No group ${group}`);
  return [group, end];
}

function illegal(message: string): RegexReplacementError {
  return new RegexReplacementError('illegal_argument_exception', message);
}
