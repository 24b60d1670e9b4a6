import { parseJavaDouble } from '../../base/java-double';
import { isText, type FieldType } from '../mapping/field-definition';
import { refuse } from '../refuse';
import type { JsonValue } from '../../base/json';
import { preview } from '../values/scalar';
import { foldAscii } from '../values/wildcard';
import { anyOf } from './bool';
import { accessField, checkOptions, fieldClause, objectBody, readingValues } from './clause-body';
import { matchNone, type Clause, type CompileContext, type QueryCompiler } from './context';
import { metadataClause, refuseEmptyMetadata } from './metadata';
import { anyTermClause } from './text-clause';
import { testClause } from './value-clause';

/** Types, beside text, whose terms can be asked for in any case. */
const ignoresCase: ReadonlySet<FieldType> = new Set([
  'keyword',
  'constant_keyword',
  'wildcard',
  'flattened',
  'boolean',
]);

const decimalTypes: ReadonlySet<FieldType> = new Set(['double', 'float']);
const wholeTypes: ReadonlySet<FieldType> = new Set(['long', 'integer', 'short', 'byte']);

interface Term {
  readonly clause: string;
  readonly name: string;
  readonly value: JsonValue;
  readonly caseInsensitive: boolean;
}

/** One exact value in one field, without analysis of the value. */
export function compileTermOf(
  { clause, name, value, caseInsensitive }: Term,
  context: CompileContext,
): Clause {
  if (value === null)
    return refuse('QUERY_INVALID_VALUE', `${clause} on "${name}": the value cannot be null`);
  const fold = caseInsensitive ? foldAscii : (text: string): string => text;
  const wanted = fold(preview(value));
  refuseEmptyMetadata(name, wanted);
  const metadata = metadataClause(name, (text) => fold(text) === wanted);
  if (metadata !== undefined) return metadata;
  const access = accessField(name, context);
  if (access === undefined) return matchNone;
  if (isText(access.field)) return anyTermClause(access, context, (token) => fold(token) === wanted);
  if (caseInsensitive && !ignoresCase.has(access.field.type)) {
    refuse(
      'QUERY_INVALID_VALUE',
      `[${name}] field which is of type [${access.field.type}], does not support case insensitive term queries`,
    );
  }
  return readingValues(clause, name, () => {
    const test = access.semantics.term(value, caseInsensitive, context.clock);
    return testClause(access, test);
  });
}

export const compileTerm: QueryCompiler = (body, context) => {
  const { name, value, options } = fieldClause('term', body, 'value', ['case_insensitive']);
  return compileTermOf(
    { clause: 'term', name, value, caseInsensitive: options['case_insensitive'] === true },
    context,
  );
};

/** No number is this text in that type: it is infinite or NaN, or becomes so when rounded. */
function isBeyond(type: FieldType, text: string): boolean {
  const number = parseJavaDouble(text);
  return number !== null && !Number.isFinite(type === 'float' ? Math.fround(number) : number);
}

/** Alone, a number beyond the field's type finds nothing; in a list Elasticsearch refuses it, as in a range. */
function checkNumber(name: string, value: JsonValue, context: CompileContext): void {
  const access = accessField(name, context);
  if (access === undefined || access.field.parameters['index'] === false) return;
  const { type } = access.field;
  if (decimalTypes.has(type) && isBeyond(type, preview(value)))
    refuse('QUERY_INVALID_VALUE', `terms on "${name}": [${type}] supports only finite values`);
  if (!wholeTypes.has(type) || !Number.isInteger(Number(preview(value)))) return;
  readingValues('terms', name, () => access.semantics.range({ gte: value }, context.clock));
}

export const compileTerms: QueryCompiler = (body, context) => {
  const options = objectBody('terms', body);
  const names = Object.keys(options).filter((key) => key !== 'boost' && key !== '_name');
  const [name] = names;
  if (name === undefined || names.length !== 1)
    return refuse('QUERY_INVALID', 'terms takes exactly one field');
  const values = options[name];
  if (!Array.isArray(values)) return refuse('QUERY_INVALID', `terms on "${name}" takes a list of values`);
  return anyOf(
    values.map((value) => {
      checkNumber(name, value, context);
      return compileTermOf({ clause: 'terms', name, value, caseInsensitive: false }, context);
    }),
  );
};

export const compileIds: QueryCompiler = (body) => {
  const options = objectBody('ids', body);
  checkOptions('ids', options, ['values']);
  const { values = [] } = options;
  const ids = new Set((Array.isArray(values) ? values : [values]).map(String));
  return { matches: ({ id }) => id !== undefined && ids.has(id) };
};
