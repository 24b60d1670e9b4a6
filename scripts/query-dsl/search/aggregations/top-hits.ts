import { isJsonObject, type JsonObject } from '../../../base/json';
import { compileSort } from '../sort';
import { checkAggregationOptions, sizeOption } from './aggregation-body';
import type { AggregationCompiler } from './types';

/** The first documents of a bucket, whole. */
export const compileTopHits: AggregationCompiler = (body, { queries }) => {
  checkAggregationOptions('top_hits', body, ['size', 'sort', 'version']);
  const size = sizeOption('top_hits', body['size'], 3);
  const { sort: given = [] } = body;
  const sort = compileSort((Array.isArray(given) ? given : [given]).filter(isJsonObject), queries);
  const withVersion = body['version'] === true;
  return (found) => {
    const hits = sort.page(found, undefined, size).map((hit): JsonObject => {
      const { index, id, version, source } = hit.stored;
      return {
        _index: index,
        _id: id,
        ...(withVersion && { _version: version }),
        _source: source,
        ...(sort.isGiven && { sort: sort.values(hit) }),
      };
    });
    return { hits: { total: { value: found.length, relation: 'eq' }, max_score: null, hits } };
  };
};
