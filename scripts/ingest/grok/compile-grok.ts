import { compileJavaRegex } from '../../base/compile-java-regex';
import type { JavaRegex } from '../../base/java-regex';
import { exactDouble, exactFloat, exactLong } from '../../base/java-number';
import type { JsonValue } from '../../base/json';
import {
  doubleFormatMessage,
  numberFormat,
  parseJavaDouble,
  parseJavaInt,
  parseJavaLong,
} from '../java-numbers';
import { ingestError } from '../errors';
import { expandGrok } from './expand';
import { translateOniguruma, type TranslatedRegex } from './translate';

/** What one of several grok expressions found. */
export interface GrokMatch {
  /** Which expression it was. */
  readonly index: number;
  /** What all of it matched. */
  readonly text: string;
  readonly fields: readonly (readonly [field: string, value: JsonValue])[];
}

/** Finds the first place where an expression matches; null when there is none. Throws for values of a wrong type. */
export type GrokMatcher = (text: string) => GrokMatch | null;

/**
 * Compiles grok expressions to one regular expression, so that the match that begins first wins, whichever
 * expression it is of; at the same place the expression that comes first.
 *
 * Throws UnknownGrokPattern, ContentError (a regular expression that is wrong or not supported) or Error.
 */
export function compileGrok(expressions: readonly string[], bank: ReadonlyMap<string, string>): GrokMatcher {
  const expanded = expressions.map((expression, index) => `(?<:${index}>${expandGrok(expression, bank)})`);
  const translated = translateOniguruma(expanded.join('|'));
  const { groups } = translated;
  const find = compileFind(translated);
  const alternatives = groups.flatMap((name, index) => (name.startsWith(':') ? [index + 1] : []));
  const captures = readCaptures(groups);
  return (text) => {
    const match = find(text);
    if (match === null) return null;
    const fields: [string, JsonValue][] = [];
    for (const { field, convert, numbers } of captures) {
      const values = numbers.flatMap((number) => match[number] ?? []).map(convert);
      const [first] = values;
      if (first !== undefined) fields.push([field, values.length === 1 ? first : values]);
    }
    const index = alternatives.findIndex((number) => match[number] !== undefined);
    return { index, text: match[0] ?? '', fields };
  };
}

type FindGroups = (text: string) => readonly (string | undefined)[] | null;

/** Letters beyond ASCII are words to `\b`, though not to `\w`, and only \n ends a line: texts with neither are usual. */
function compileFind({ source, multiLine }: TranslatedRegex): FindGroups {
  const usual = compileJavaRegex(source, 'd');
  let other: JavaRegex | undefined;
  return (text) => {
    const regex = USUAL.test(text) ? usual : (other ??= compileJavaRegex(multiLine, 'd', true));
    return regex.find(text)?.groups ?? null;
  };
}

const USUAL = /^[\x00-\x09\x0b-\x7f]*$/;

interface Capture {
  readonly field: string;
  readonly convert: (text: string) => JsonValue;
  /** The groups of this name; several that take part make a list. */
  readonly numbers: readonly number[];
}

/** A group is named `field`, `NAME:field` or `NAME:field:type`. */
function readCaptures(groups: readonly string[]): Capture[] {
  const names = [...new Set(groups)].filter((name) => !name.startsWith(':'));
  return names.map((name) => {
    const [first = '', field, type] = name.split(':');
    return {
      field: field ?? first,
      convert: CONVERTERS[type ?? ''] ?? ((text) => text),
      numbers: groups.flatMap((group, index) => (group === name ? [index + 1] : [])),
    };
  });
}

/** A type that is not known is text, also in Elasticsearch. */
const CONVERTERS: Readonly<Record<string, (text: string) => JsonValue>> = {
  int: (text) => orThrow(parseJavaInt(text), text),
  long: (text) => exactLong(orThrow(parseJavaLong(text), text)),
  double: (text) => exactDouble(parseDecimal(text)),
  float: (text) => exactFloat(parseDecimal(text)),
  boolean: (text) => text.toLowerCase() === 'true',
};

function orThrow<T>(value: T | null, text: string): T {
  if (value === null) throw numberFormat(text);
  return value;
}

function parseDecimal(text: string): number {
  const value = parseJavaDouble(text);
  if (value === null) throw ingestError('number_format_exception', doubleFormatMessage(text));
  return value;
}
