import { reasonOf, refusal } from './refusal';

describe('refusals', () => {
  it.each([
    [{ type: 'a_exception', reason: 'x' }, 'a_exception: x'],
    [
      {
        type: 'a',
        reason: 'x',
        caused_by: { type: 'b', reason: 'y', caused_by: { type: 'c', reason: 'z' } },
      },
      'c: z',
    ],
    [
      {
        type: 'search_phase_execution_exception',
        reason: 'all shards failed',
        failed_shards: [{ shard: 0, reason: { type: 'query_shard_exception', reason: 'no such query' } }],
      },
      'query_shard_exception: no such query',
    ],
    ['plain text', 'plain text'],
    [undefined, 'no reason given'],
  ])('names the innermost cause of %j', (error, expected) => {
    expect(reasonOf(error)).toBe(expected);
  });

  it('names the privilege that lacks', () => {
    const error = refusal('PUT /_ingest/pipeline/x', 403, {
      error: {
        type: 'security_exception',
        reason:
          'action [cluster:admin/ingest/pipeline/put] is unauthorized for API key id [1] of user [elastic], ' +
          'this action is granted by the cluster privileges [manage_pipeline,manage]',
      },
    });
    expect(error.code).toBe('ENGINE_UNAUTHORISED');
    expect(error.message).toContain('one of the cluster privileges manage_pipeline,manage');
  });

  it('says what to do about a key that is not accepted', () => {
    const error = refusal('GET /', 401, {});
    expect(error.code).toBe('ENGINE_UNAUTHORISED');
    expect(error.hint).toContain('ELASTICSEARCH_API_KEY');
  });

  it('recognises a server that is too old by how it refuses the client', () => {
    const reason = 'Invalid media-type value on headers [Accept, Content-Type]';
    const error = refusal('GET /', 400, { error: { type: 'media_type_header_exception', reason } });
    expect(error.code).toBe('ENGINE_TOO_OLD');
  });
});
