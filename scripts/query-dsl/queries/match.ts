import type { JsonObject, JsonValue } from '../../base/json';
import type { FieldAccess } from '../document/scope';
import { isText } from '../mapping/field-definition';
import { namePattern } from '../mapping/name-pattern';
import { refuse } from '../refuse';
import { BadQueryValue, preview } from '../values/scalar';
import { analyze } from '../values/standard-analyzer';
import { anyOf } from './bool';
import { accessField, checkOptions, fieldClause, objectBody, readingValues } from './clause-body';
import { matchNone, type Clause, type CompileContext, type QueryCompiler } from './context';
import { metadataClause, refuseEmptyMetadata } from './metadata';
import { testClause } from './value-clause';

export interface MatchOptions {
  readonly clause: string;
  readonly phrase: boolean;
  readonly operator: 'or' | 'and';
  /** A value that does not fit the field's type finds nothing instead of being an error. */
  readonly lenient: boolean;
}

function containsPhrase(tokens: readonly string[], phrase: readonly string[]): boolean {
  for (let start = 0; start + phrase.length <= tokens.length; start += 1) {
    if (phrase.every((word, offset) => tokens[start + offset] === word)) return true;
  }
  return false;
}

/** `match` and `match_phrase` on an analysed field; a query without any token finds nothing. */
function textMatch(
  access: FieldAccess,
  text: string,
  options: MatchOptions,
  { scope }: CompileContext,
): Clause {
  const wanted = analyze(text);
  if (wanted.length === 0) return matchNone;
  const slot = scope.tokensOf(access.field);
  if (options.phrase) {
    return { matches: (document) => slot.read(document).some((tokens) => containsPhrase(tokens, wanted)) };
  }
  const has = (values: readonly (readonly string[])[], word: string): boolean =>
    values.some((tokens) => tokens.includes(word));
  return options.operator === 'and'
    ? { matches: (document) => wanted.every((word) => has(slot.read(document), word)) }
    : { matches: (document) => wanted.some((word) => has(slot.read(document), word)) };
}

/** A value matched in one field: analysed where the field is, else one exact term. */
export function matchField(
  access: FieldAccess,
  value: JsonValue,
  options: MatchOptions,
  context: CompileContext,
): Clause {
  if (isText(access.field)) return textMatch(access, preview(value), options, context);
  const step = (): Clause => testClause(access, access.semantics.term(value, false, context.clock));
  if (!options.lenient) return readingValues(options.clause, access.field.name, step);
  try {
    return step();
  } catch (error) {
    if (error instanceof BadQueryValue) return matchNone;
    throw error;
  }
}

/** A value matched in any field of the document itself, as a query without fields does. */
export function matchAnyField(value: JsonValue, options: MatchOptions, context: CompileContext): Clause {
  const clauses = context.fields
    .fields()
    .filter((field) => field.searchable && field.type !== 'geo_point')
    .map((field) => accessField(field.name, context))
    .filter((access) => access !== undefined)
    .map((access) => matchField(access, value, options, context));
  return anyOf(clauses);
}

function operatorOf(options: JsonObject): 'or' | 'and' {
  const { operator } = options;
  const word = typeof operator === 'string' ? operator.toLowerCase() : 'or';
  if (word === 'or' || word === 'and') return word;
  return refuse('QUERY_UNKNOWN_OPTION', `match: the operator "${word}" is not supported`);
}

function compileMatchClause(clause: 'match' | 'match_phrase'): QueryCompiler {
  return (body, context) => {
    const known = clause === 'match' ? ['operator', 'lenient'] : [];
    const { name, value, options } = fieldClause(clause, body, 'query', known);
    if (value === null) return refuse('QUERY_INVALID_VALUE', `${clause} on "${name}": no text specified`);
    refuseEmptyMetadata(name, preview(value));
    const metadata = metadataClause(name, (text) => text === preview(value));
    if (metadata !== undefined) return metadata;
    const lenient = options['lenient'] === true;
    if (lenient && context.fields.lookup(name)?.searchable === false) return matchNone;
    const access = accessField(name, context);
    if (access === undefined) return matchNone;
    const phrase = clause === 'match_phrase';
    return matchField(access, value, { clause, phrase, operator: operatorOf(options), lenient }, context);
  };
}

export const compileMatch = compileMatchClause('match');
export const compileMatchPhrase = compileMatchClause('match_phrase');

/** A name with a star stands for the fields that it fits. */
function expand(name: string, { fields }: CompileContext): readonly string[] {
  if (!name.includes('*')) return [name];
  return fields.names().filter((one) => namePattern(name)(one) && fields.lookup(one)?.searchable === true);
}

/** `multi_match` of the types that Kibana builds; without `fields` it looks into every field. */
export const compileMultiMatch: QueryCompiler = (body, context) => {
  const clause = 'multi_match';
  const options = objectBody(clause, body);
  checkOptions(clause, options, ['type', 'query', 'fields', 'lenient', 'operator']);
  const { type = 'best_fields', query = null, fields } = options;
  if (type !== 'best_fields' && type !== 'phrase') {
    return refuse('QUERY_UNKNOWN_OPTION', `multi_match: the type ${JSON.stringify(type)} is not supported`);
  }
  if (query === null) return refuse('QUERY_INVALID_VALUE', 'multi_match: no text specified');
  const match: MatchOptions = {
    clause,
    phrase: type === 'phrase',
    operator: operatorOf(options),
    lenient: options['lenient'] === true || fields === undefined,
  };
  // Unlike in `match`, a number is its text: it is no epoch to a date.
  const text = preview(query);
  if (fields === undefined) return matchAnyField(text, match, context);
  const names = (Array.isArray(fields) ? fields : [fields]).flatMap((name) => expand(preview(name), context));
  const accesses = names
    .filter((name) => !match.lenient || context.fields.lookup(name)?.searchable !== false)
    .flatMap((name) => accessField(name, context) ?? []);
  return anyOf(accesses.map((access) => matchField(access, text, match, context)));
};
