import { isJsonObject } from '../base/json';
import type { JsonObject } from '../base/json';

/**
 * What every data stream of type logs has from Elasticsearch's own component template `logs@settings` (9.x), on which
 * Fleet builds a package's templates; Elastic's package-spec does not let a manifest state it.
 */
const LOGS_SETTINGS: JsonObject = {
  index: {
    mapping: {
      // Names beyond the limit are kept but not indexed.
      total_fields: { ignore_dynamic_beyond_limit: true },
      // A number, date or address that is none does not cost the record.
      ignore_malformed: true,
    },
  },
};

/** The index settings of a data stream whose manifest states `own` ones. */
export function withLogsSettings(own: JsonObject): JsonObject {
  return merge(LOGS_SETTINGS, own);
}

function merge(under: JsonObject, over: JsonObject): JsonObject {
  const merged = Object.entries(over).map(([key, value]) => {
    const below = under[key];
    return [key, isJsonObject(value) && isJsonObject(below) ? merge(below, value) : value] as const;
  });
  return { ...under, ...Object.fromEntries(merged) };
}
