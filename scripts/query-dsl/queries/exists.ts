import { isJsonObject, type JsonValue } from '../../base/json';
import { namePattern } from '../mapping/name-pattern';
import { refuse } from '../refuse';
import { Malformed } from '../values/scalar';
import { anyOf } from './bool';
import { accessField, checkOptions, objectBody, refuseNoName } from './clause-body';
import { matchAll, type Clause, type CompileContext, type QueryCompiler } from './context';
import { metadataExists } from './metadata';

/** Has the field any indexed value? */
function fieldExists(name: string, context: CompileContext): Clause | undefined {
  const field = context.fields.lookup(name);
  if (field?.searchable !== true) return undefined;
  const values = accessField(name, context)?.values;
  return values && { matches: (document) => values.read(document) !== null };
}

/** Fields that only dynamic templates know: found by walking the object in the document. */
function dynamicExists(path: string, { fields, scope }: CompileContext): Clause {
  const within = scope.nestedPath === undefined ? path : path.slice(scope.nestedPath.length + 1);
  const objects = scope.objectsAt(within);
  const isIndexed = (name: string, value: JsonValue): boolean => {
    if (value === null) return false;
    if (Array.isArray(value)) return value.some((item) => isIndexed(name, item));
    if (isJsonObject(value))
      return Object.entries(value).some(([key, item]) => isIndexed(`${name}.${key}`, item));
    const field = fields.lookup(name);
    if (field === undefined || field.nestedPath !== scope.nestedPath) return false;
    const parsed = scope.access(field).semantics.parse(value);
    return parsed !== undefined && !(parsed instanceof Malformed);
  };
  return {
    matches: (document) => {
      const found = objects.read(document);
      return found !== null && isIndexed(path, found);
    },
  };
}

/** Existence of a field, of anything in an object, or of any field whose name has the form `a.*`. */
export function existsClause(name: string, context: CompileContext): Clause {
  const metadata = metadataExists(name);
  if (metadata === 'refused')
    return refuse('QUERY_INVALID_VALUE', `exists cannot ask for [${name}], which fits metadata fields`);
  if (metadata === 'always') return matchAll;
  const direct = name.includes('*') ? undefined : context.fields.lookup(name);
  if (direct !== undefined) return fieldExists(name, context) ?? anyOf([]);
  const matches = namePattern(name.includes('*') ? name : `${name}.*`);
  const parts = context.fields
    .names()
    .filter(matches)
    .map((field) => fieldExists(field, context));
  const object = context.fields.objectAt(name);
  const clauses = parts.filter((clause) => clause !== undefined);
  if (object?.dynamic === 'true' && object.enabled) clauses.push(dynamicExists(name, context));
  return anyOf(clauses);
}

export const compileExists: QueryCompiler = (body, context) => {
  const options = objectBody('exists', body);
  checkOptions('exists', options, ['field']);
  const { field } = options;
  if (typeof field !== 'string') return refuse('QUERY_INVALID', 'exists takes a field name');
  refuseNoName('exists', field);
  return existsClause(field, context);
};
