import type { FieldAccess } from '../document/scope';
import { isText, type FieldDefinition } from '../mapping/field-definition';
import { namePattern, starPattern } from '../mapping/name-pattern';
import { refuse } from '../refuse';
import { normalizerOf } from '../values/keyword-values';
import { preview } from '../values/scalar';
import { analyze, lowerCase } from '../values/standard-analyzer';
import { anyOf } from './bool';
import { accessField, checkOptions, objectBody } from './clause-body';
import { matchAll, matchNone, type Clause, type CompileContext, type QueryCompiler } from './context';
import { existsClause } from './exists';
import { matchField } from './match';
import { metadataClause, refuseOfMetadata } from './metadata';
import { readQueryString, type QueryStringWord } from './query-string-syntax';
import { anyTermClause, takesPatterns } from './text-clause';
import { anyValueClause } from './value-clause';

interface WordOptions {
  readonly lenient: boolean;
  readonly analyzeWildcard: boolean;
}

function isLoneStar(parts: readonly string[]): boolean {
  return parts.length === 2 && parts[0] === '' && parts[1] === '';
}

/** A word with stars in one field. Unlike a `wildcard` query, this one is analysed: text is lower-cased. */
function patternClause(
  access: FieldAccess,
  parts: readonly string[],
  { lenient, analyzeWildcard }: WordOptions,
  context: CompileContext,
): Clause {
  const { field } = access;
  if (isLoneStar(parts)) return existsClause(field.name, context);
  const isPrefix = parts.length === 2 && parts[1] === '';
  // A prefix of a geo_point is not refused; it finds nothing.
  if (field.type === 'geo_point' && isPrefix) return matchNone;
  if (isPrefix && analyzeWildcard && isText(field)) return analysedPrefix(access, parts[0] ?? '', context);
  if (!takesPatterns(access)) {
    if (lenient) return matchNone;
    return refuse(
      'QUERY_INVALID_VALUE',
      `can only use wildcard queries on keyword, text and wildcard fields - not on [${field.name}] which is of type [${field.type}]`,
      'Elasticsearch refuses such a query when it runs: compare whole values, or use a range.',
    );
  }
  const normalize = isText(field) ? lowerCase : normalizerOf(field);
  const test = starPattern(parts.map(normalize));
  if (field.flattenedKey === undefined || isPrefix) return anyTermClause(access, context, test);
  // Elasticsearch runs any other pattern over `key NUL text` of all keys: it finds other keys' values too.
  return anyValueClause(context.scope.flattenedTerms(field), (term) => test(String(term)));
}

/** With `analyze_wildcard` only the last word is a prefix; any of the words will do. */
function analysedPrefix(access: FieldAccess, text: string, context: CompileContext): Clause {
  const words = analyze(text);
  const last = words.pop();
  if (last === undefined) return matchNone;
  return anyTermClause(access, context, (term) => term.startsWith(last) || words.includes(term));
}

function wordClause(
  access: FieldAccess,
  word: QueryStringWord,
  options: WordOptions,
  context: CompileContext,
): Clause {
  if (word.kind === 'pattern') return patternClause(access, word.parts, options, context);
  const { lenient } = options;
  const match = { clause: 'query_string', phrase: false, operator: 'or', lenient } as const;
  return matchField(access, word.text, match, context);
}

/** A name with a star stands for the searchable fields that it fits. */
function fieldsFor(pattern: string, { fields }: CompileContext): readonly string[] {
  if (!pattern.includes('*')) return [pattern];
  const fits = namePattern(pattern);
  return fields.names().filter((name) => fits(name) && isTaken(fields.lookup(name)));
}

function isTaken(field: FieldDefinition | undefined): boolean {
  return field?.searchable === true && field.type !== 'geo_point';
}

function inField(
  pattern: string,
  words: readonly QueryStringWord[],
  analyzeWildcard: boolean,
  context: CompileContext,
): Clause {
  if (words.some((word) => word.kind === 'pattern' && !isLoneStar(word.parts)))
    refuseOfMetadata('wildcard', pattern);
  const metadata = metadataClause(pattern, (value) =>
    words.some((word) => (word.kind === 'text' ? word.text === value : starPattern(word.parts)(value))),
  );
  if (metadata !== undefined) return metadata;
  const names = fieldsFor(pattern, context);
  // Of a single field is asked whether it exists, for which it need not be searchable. An object is no field.
  if (words.every((word) => word.kind === 'pattern' && isLoneStar(word.parts))) {
    const mapped = names.filter((name) => context.fields.lookup(name) !== undefined);
    return anyOf(mapped.map((name) => existsClause(name, context)));
  }
  const accesses = names.flatMap((name) => accessField(name, context) ?? []);
  const taken = { lenient: pattern === '*', analyzeWildcard };
  return anyOf(accesses.flatMap((access) => words.map((word) => wordClause(access, word, taken, context))));
}

/** `query_string` in the forms that Kibana builds: escaped text with stars, in one field or in all. */
export const compileQueryString: QueryCompiler = (body, context) => {
  const options = objectBody('query_string', body);
  checkOptions('query_string', options, ['query', 'fields', 'analyze_wildcard']);
  const { query, fields } = options;
  const analyzeWildcard = options['analyze_wildcard'] === true;
  if (typeof query !== 'string') return refuse('QUERY_INVALID', 'query_string takes a query text');
  const words = readQueryString(preview(query));
  if (fields !== undefined) {
    const names = (Array.isArray(fields) ? fields : [fields]).map(String);
    return anyOf(names.map((name) => inField(name, words, analyzeWildcard, context)));
  }
  if (words.some((word) => word.kind === 'pattern' && isLoneStar(word.parts))) return matchAll;
  const searchable = context.fields.fields().filter(isTaken);
  const accesses = searchable.flatMap((field) => accessField(field.name, context) ?? []);
  const taken = { lenient: true, analyzeWildcard };
  return anyOf(accesses.flatMap((access) => words.map((word) => wordClause(access, word, taken, context))));
};
