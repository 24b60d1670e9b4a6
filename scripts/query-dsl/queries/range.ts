import { isText } from '../mapping/field-definition';
import { accessField, fieldClause, readingValues } from './clause-body';
import { matchNone, type QueryCompiler } from './context';
import { anyTermClause } from './text-clause';
import { testClause } from './value-clause';

/** `range`; a date bound may be date math, and is rounded as the bound asks. */
export const compileRange: QueryCompiler = (body, context) => {
  const known = ['gte', 'lt', 'lte', 'format', 'time_zone', 'relation'];
  const { name, options } = fieldClause('range', body, 'gt', known);
  const access = accessField(name, context);
  if (access === undefined) return matchNone;
  const { gt, gte, lt, lte, format, time_zone: timeZone } = options;
  return readingValues('range', name, () => {
    const test = access.semantics.range({ gt, gte, lt, lte, format, timeZone }, context.clock);
    if (isText(access.field) && test.kind === 'test') return anyTermClause(access, context, test.test);
    return testClause(access, test);
  });
};
