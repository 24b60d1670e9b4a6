import type { RE2JS } from 're2js';
import { compileJavaRegex } from '../../base/compile-java-regex';
import { jsonDouble, jsonFloat } from '../../base/java-number';
import type { JsonValue } from '../../base/json';
import { re2js } from '../../base/re2js';
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
    return { index: alternatives.findIndex((number) => match[number] !== undefined), fields };
  };
}

type FindGroups = (text: string) => readonly (string | undefined)[] | null;

/** Only \n ends a line. Texts of several lines go to RE2 itself, which has Ruby's anchors; they are rare. */
function compileFind({ source, multiLine }: TranslatedRegex): FindGroups {
  const regex = compileJavaRegex(source, 'd');
  const find: FindGroups = (text) => regex.find(text)?.groups ?? null;
  if (source === multiLine) return find;
  const compiled = re2js().RE2JS.compile(multiLine);
  return (text) => (text.includes('\n') ? findMultiLine(compiled, text) : find(text));
}

function findMultiLine(regex: RE2JS, text: string): readonly (string | undefined)[] | null {
  const matcher = regex.matcher(text);
  if (!matcher.find()) return null;
  return Array.from({ length: matcher.groupCount() + 1 }, (_, group) => matcher.group(group) ?? undefined);
}

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
  long: (text) => orThrow(parseJavaLong(text), text),
  double: (text) => jsonDouble(parseDecimal(text)),
  float: (text) => jsonFloat(parseDecimal(text)),
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
