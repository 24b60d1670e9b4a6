/**
 * Body that makes the index of the state. Only what is searched for is indexed: kinds of documents, blobs of a lane, what is
 * to be forgotten; everything else is read by `_id`.
 */
export const stateIndex = {
  settings: { index: { number_of_shards: 1, auto_expand_replicas: '0-1', hidden: true } },
  mappings: {
    dynamic: 'strict',
    properties: {
      kind: { type: 'keyword' },
      lane: { type: 'keyword' },
      batch: { type: 'long' },
      /** When a blob was created, a record acknowledged. */
      time: { type: 'date', format: 'epoch_millis' },
      value: { type: 'object', enabled: false },
    },
  },
} as const;
