import type { JsonObject } from '../../base/json';
import { isText } from '../mapping/field-definition';
import { accessField, fieldClause, readingValues } from './clause-body';
import { matchNone, type QueryCompiler } from './context';
import { isMetadataField, refuseOfMetadata } from './metadata';
import { existsClause } from './exists';
import { anyTermClause } from './text-clause';
import { testClause } from './value-clause';

/** Of two bounds for one end the last one counts; a null opens the end. */
function lastOf(options: JsonObject, strict: string, loose: string): JsonObject | undefined {
  const name = Object.keys(options).findLast((key) => key === strict || key === loose);
  const bound = name === undefined ? null : (options[name] ?? null);
  return name === undefined || bound === null ? undefined : { [name]: bound };
}

/** `range`; a date bound may be date math, and is rounded as the bound asks. */
export const compileRange: QueryCompiler = (body, context) => {
  const known = ['gte', 'lt', 'lte', 'format', 'time_zone', 'relation'];
  const { name, options } = fieldClause('range', body, 'gt', known);
  const low = lastOf(options, 'gt', 'gte');
  const high = lastOf(options, 'lt', 'lte');
  if (low === undefined && high === undefined) {
    const isThere = isMetadataField(name) || context.fields.lookup(name) !== undefined;
    return isThere ? existsClause(name, context) : matchNone;
  }
  refuseOfMetadata('range', name);
  const access = accessField(name, context);
  if (access === undefined) return matchNone;
  const { format, time_zone: timeZone } = options;
  return readingValues('range', name, () => {
    const test = access.semantics.range({ ...low, ...high, format, timeZone }, context.clock);
    if (isText(access.field) && test.kind === 'test') return anyTermClause(access, context, test.test);
    return testClause(access, test);
  });
};
