import { isJsonObject, type JsonObject, type JsonValue } from '../../base/json';
import type { FieldAccess } from '../document/scope';
import { refuse, refuseUnknown } from '../refuse';
import { BadQueryValue } from '../values/scalar';
import type { CompileContext } from './context';

/** Changes scores or speed, never which documents match. */
const neutralOptions = ['boost', '_name', 'rewrite'];

/** Refuses options that this program would otherwise silently not do. */
export function checkOptions(clause: string, options: JsonObject, known: readonly string[]): void {
  for (const option of Object.keys(options)) {
    if (!known.includes(option) && !neutralOptions.includes(option)) {
      refuseUnknown('QUERY_UNKNOWN_OPTION', `${clause}: the option`, option, known);
    }
  }
}

export function objectBody(clause: string, body: JsonValue | undefined): JsonObject {
  if (!isJsonObject(body)) return refuse('QUERY_INVALID', `${clause} takes an object`);
  return body;
}

/** Elasticsearch takes every clause but `match` without a field's name for a mistake; that finds nothing. */
export function refuseNoName(clause: string, name: string): void {
  if (name === '') refuse('QUERY_INVALID_VALUE', `${clause}: field name is null or empty`);
}

export interface FieldClause {
  readonly name: string;
  readonly value: JsonValue;
  readonly options: JsonObject;
}

/** Reads `{ field: value }` or `{ field: { [valueKey]: value, …options } }`. */
export function fieldClause(
  clause: string,
  body: JsonValue | undefined,
  valueKey: string,
  known: readonly string[],
): FieldClause {
  const all = objectBody(clause, body);
  const names = Object.keys(all).filter((key) => key !== 'boost' && key !== '_name');
  const [name] = names;
  if (name === undefined || names.length !== 1)
    return refuse('QUERY_INVALID', `${clause} takes exactly one field`);
  if (clause !== 'match') refuseNoName(clause, name);
  const given = all[name] ?? null;
  if (!isJsonObject(given)) return { name, value: given, options: {} };
  checkOptions(clause, given, [valueKey, ...known]);
  return { name, value: given[valueKey] ?? null, options: given };
}

/**
 * The field of that name in the scope of the clause; undefined when it is not mapped. Of a field of another nested
 * object nothing is found, but what its type refuses is refused. Throws when the field cannot be searched at all.
 */
export function accessField(name: string, { fields, scope }: CompileContext): FieldAccess | undefined {
  const field = fields.lookup(name);
  if (field === undefined) return undefined;
  if (!field.searchable) {
    refuse(
      'QUERY_INVALID_VALUE',
      `cannot search on field [${name}] since it is not indexed nor has doc values`,
    );
  }
  return scope.access(field);
}

/** Runs a step that reads query values and turns what Elasticsearch would refuse into a ContentError. */
export function readingValues<T>(clause: string, name: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof BadQueryValue)) throw error;
    return refuse(
      'QUERY_INVALID_VALUE',
      `${clause} on "${name}": ${error.message}`,
      'Elasticsearch refuses such a query when it runs.',
    );
  }
}
