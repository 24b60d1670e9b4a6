import type { JsonValue } from '../../base/json';
import type { FieldAccess } from '../document/scope';
import { isText } from '../mapping/field-definition';
import { refuse } from '../refuse';
import { normalizerOf } from '../values/keyword-values';
import { preview } from '../values/scalar';
import { foldAscii, wildcardTest, type TextTest } from '../values/wildcard';
import { accessField, fieldClause } from './clause-body';
import { matchNone, type Clause, type CompileContext, type QueryCompiler } from './context';
import { metadataClause, refuseOfMetadata } from './metadata';
import { anyTermClause, takesPatterns } from './text-clause';

function refusePattern(clause: string, { field }: FieldAccess): never {
  return refuse(
    'QUERY_INVALID_VALUE',
    `can only use ${clause} queries on keyword, text and wildcard fields - not on [${field.name}] which is of type [${field.type}]`,
    'Elasticsearch refuses such a query when it runs: compare whole values, or use a range.',
  );
}

/** A prefix test, ignoring the case of ASCII letters when asked to. */
export function prefixTest(prefix: string, caseInsensitive: boolean): TextTest {
  if (!caseInsensitive) return (text) => text.startsWith(prefix);
  const folded = foldAscii(prefix);
  return (text) => foldAscii(text.slice(0, prefix.length)) === folded;
}

interface PatternClause {
  readonly clause: 'wildcard' | 'prefix';
  readonly name: string;
  readonly value: JsonValue;
  readonly caseInsensitive: boolean;
}

function compilePattern(
  { clause, name, value: given, caseInsensitive }: PatternClause,
  context: CompileContext,
): Clause {
  if (typeof given !== 'string') return refuse('QUERY_INVALID_VALUE', `${clause} on "${name}" takes a text`);
  const value = preview(given);
  const testOf = (pattern: string): TextTest =>
    clause === 'prefix' ? prefixTest(pattern, caseInsensitive) : wildcardTest(pattern, caseInsensitive);
  refuseOfMetadata(clause, name);
  const metadata = metadataClause(name, testOf(value));
  if (metadata !== undefined) return metadata;
  const access = accessField(name, context);
  if (access === undefined) return matchNone;
  if (!takesPatterns(access)) refusePattern(clause, access);
  if (clause === 'wildcard' && access.field.flattenedKey !== undefined) refusePattern(clause, access);
  // Unlike a prefix, an empty pattern does not even find the empty text.
  if (clause === 'wildcard' && value === '') return matchNone;
  // Text fields take the pattern as it is; only a keyword's normalizer changes it.
  const normalize = isText(access.field) ? (text: string): string => text : normalizerOf(access.field);
  return anyTermClause(access, context, testOf(normalize(value)));
}

export const compileWildcard: QueryCompiler = (body, context) => {
  const { name, value, options } = fieldClause('wildcard', body, 'value', ['case_insensitive', 'wildcard']);
  const caseInsensitive = options['case_insensitive'] === true;
  const pattern = value ?? options['wildcard'] ?? null;
  return compilePattern({ clause: 'wildcard', name, value: pattern, caseInsensitive }, context);
};

export const compilePrefix: QueryCompiler = (body, context) => {
  const { name, value, options } = fieldClause('prefix', body, 'value', ['case_insensitive']);
  const caseInsensitive = options['case_insensitive'] === true;
  return compilePattern({ clause: 'prefix', name, value, caseInsensitive }, context);
};
