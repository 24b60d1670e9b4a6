import type { JsonObject } from '../../base/json';
import type { IndexMapping } from '../../query-dsl/types';

/** data_stream.dataset of what could not be read. */
export const DEAD_LETTER_DATASET = 'o365_rulepack.dead_letter';

const keyword = { type: 'keyword', ignore_above: 1024 };

/**
 * Few fields, and whatever else a document has is stored only: nothing that was refused once is refused here. The record
 * itself is never searched, so it is neither indexed nor held in columns, and may be of any length.
 */
export const DEAD_LETTER_MAPPING: IndexMapping = {
  dynamic: false,
  date_detection: false,
  properties: {
    '@timestamp': { type: 'date', ignore_malformed: false },
    event: {
      properties: {
        created: { type: 'date' },
        dataset: keyword,
        id: keyword,
        ingested: { type: 'date' },
        kind: keyword,
        module: keyword,
        original: { type: 'keyword', index: false, doc_values: false },
        reason: keyword,
      },
    },
    error: { properties: { code: keyword, message: { type: 'match_only_text' }, type: keyword } },
    labels: { properties: { collector_id: keyword, dead_letter_of: keyword } },
    organization: { properties: { id: keyword, name: keyword } },
    tags: keyword,
  },
};

export const DEAD_LETTER_SETTINGS: JsonObject = { index: { mapping: { ignore_malformed: true } } };
