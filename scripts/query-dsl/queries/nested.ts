import { isJsonObject } from '../../base/json';
import { refuse } from '../refuse';
import { checkOptions, objectBody } from './clause-body';
import { matchNone, type QueryCompiler } from './context';

/** `nested`: the query holds within one of the objects of a nested path. */
export const compileNested: QueryCompiler = (body, context) => {
  const options = objectBody('nested', body);
  checkOptions('nested', options, ['path', 'query', 'score_mode', 'ignore_unmapped']);
  const { path, query } = options;
  if (typeof path !== 'string' || !isJsonObject(query)) {
    return refuse('QUERY_INVALID', 'nested takes a path and a query');
  }
  if (!context.fields.isNestedPath(path)) {
    if (options['ignore_unmapped'] === true) return matchNone;
    return refuse('QUERY_INVALID_VALUE', `[nested] failed to find nested object under path [${path}]`);
  }
  const { nestedPath } = context.scope;
  if (nestedPath !== undefined && !path.startsWith(`${nestedPath}.`)) return matchNone;
  const objects = context.scope.nestedAt(path);
  const { matches } = context.within(path).compile(query);
  return { matches: (document) => objects.read(document).some(matches) };
};
