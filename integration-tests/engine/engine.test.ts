import type { JsonObject } from '../../scripts/base/json';
import { ask, sharedEngine } from './shared-server';
import { request, STREAM } from './stream';

/** Everything on the server that an engine could leave behind. */
async function whatIsThere(): Promise<unknown> {
  const [indices, templates, pipelines] = await Promise.all([
    ask('GET', '/_cat/indices?format=json&h=index&expand_wildcards=all'),
    ask('GET', '/_index_template?filter_path=index_templates.name'),
    ask('GET', '/_ingest/pipeline?summary=true'),
  ]);
  return [indices.body, templates.body, Object.keys(pipelines.body as object)];
}

const all = { index: ['logs-engine*'], query: { match_all: {} }, size: 10 };

describe('an engine on a real Elasticsearch', () => {
  it('writes through the pipelines, and tells created, repeated, dropped and refused documents apart', async () => {
    await using engine = await sharedEngine().start();
    await engine.install([STREAM]);

    const results = await engine.ingest([
      request({ id: 'a', action: 'New-InboxRule' }),
      request({ id: 'a', action: 'New-InboxRule' }),
      request({ todo: 'drop' }),
      request({ todo: 'fail' }),
      request({ id: 'b', event: { action: 'as-it-is' } }, { bypassPipeline: true }),
    ]);

    expect(results).toEqual([
      { kind: 'created', id: 'a' },
      { kind: 'duplicate', id: 'a' },
      { kind: 'dropped' },
      { kind: 'failed', type: 'fail_processor_exception', reason: 'as told' },
      { kind: 'created', id: 'b' },
    ]);
    const documents = await engine.documents(STREAM.name);
    expect(documents).toEqual([
      {
        index: STREAM.name,
        id: 'a',
        version: 1,
        source: { '@timestamp': '2026-11-22T06:00:00Z', event: { action: 'new-inboxrule' } },
      },
      {
        index: STREAM.name,
        id: 'b',
        version: 1,
        source: { '@timestamp': '2026-11-22T06:00:00Z', event: { action: 'as-it-is' } },
      },
    ]);
  });

  it('holds documents in indices beside the stream, which run the final pipeline only', async () => {
    await using engine = await sharedEngine().start();
    await engine.install([STREAM]);
    const bare = (id: string, index: string): ReturnType<typeof request> =>
      request({ id, event: { action: `in-${id}` } }, { index, bypassPipeline: true });

    const results = await engine.ingest([
      request({ id: 'a', action: 'X' }),
      bare('b', 'filebeat-9.4.3-engine'),
      bare('c', 'logs-engine.other-prod'),
      bare('c', 'logs-engine.other-prod'),
    ]);
    expect(results.map(({ kind }) => kind)).toEqual(['created', 'created', 'created', 'duplicate']);

    const documents = await engine.documents(STREAM.name);
    const placed = documents.map(({ id, index, source }) => [
      id,
      index,
      (source['event'] as JsonObject)['action'],
    ]);
    expect(placed.sort()).toEqual([
      ['a', STREAM.name, 'x'],
      ['b', 'filebeat-9.4.3-engine', 'in-b'],
      ['c', 'logs-engine.other-prod', 'in-c'],
    ]);
    const found = async (...index: string[]): Promise<string[]> =>
      (await engine.search({ ...all, index })).hits.map(({ _id }) => _id).sort();
    expect(await found('filebeat-*')).toEqual(['b']);
    expect(await found('logs-engine*')).toEqual(['a', 'c']);
    expect(await found('logs-engine.test-*', 'filebeat-*')).toEqual(['a', 'b']);
  });

  it('names the reason when a document does not fit the mapping', async () => {
    await using engine = await sharedEngine().start();
    await engine.install([STREAM]);
    const [result] = await engine.ingest([request({ '@timestamp': 'yesterday', action: 'x' })]);
    expect(result).toMatchObject({ kind: 'failed', type: 'document_parsing_exception' });
  });

  it('keeps keys that JavaScript treats as special', async () => {
    await using engine = await sharedEngine().start();
    await engine.install([STREAM]);
    const source = JSON.parse('{"action":"x","__proto__":{"a":"1"},"constructor":{"b":"2"}}') as JsonObject;
    await engine.ingest([request(source)]);
    const [document] = await engine.documents(STREAM.name);
    expect(Object.keys(document?.source ?? {})).toEqual(expect.arrayContaining(['__proto__', 'constructor']));
  });

  it('answers a search with the names of the pack, and a pattern that matches nothing with nothing', async () => {
    await using engine = await sharedEngine().start();
    await engine.install([STREAM]);
    await engine.ingest([request({ id: 'a', action: 'X' }), request({ id: 'b', action: 'Y' })]);

    const [found, nothing, counted] = await Promise.all([
      engine.search({
        index: ['logs-engine*', 'filebeat-*'],
        query: { term: { 'event.action': 'x' } },
        size: 10,
        sort: [{ '@timestamp': { order: 'asc', unmapped_type: 'date' } }],
      }),
      engine.search({ ...all, index: ['filebeat-*'] }),
      engine.search({
        ...all,
        size: 0,
        aggs: {
          by: { terms: { field: 'event.action' }, aggs: { top: { top_hits: { size: 1, _source: false } } } },
        },
      }),
    ]);

    expect(found).toEqual({
      total: 1,
      hits: [
        {
          _index: STREAM.name,
          _id: 'a',
          _version: 1,
          _source: { '@timestamp': '2026-11-22T06:00:00Z', event: { action: 'x' } },
          sort: [Date.parse('2026-11-22T06:00:00Z')],
        },
      ],
    });
    expect(nothing).toEqual({ total: 0, hits: [] });
    expect(counted.total).toBe(2);
    expect(JSON.stringify(counted.aggregations)).toContain(`"_index":"${STREAM.name}"`);
    expect(JSON.stringify(counted.aggregations)).not.toContain('rulepack-');
  });

  it('fails only the search that is wrong, not those sent with it', async () => {
    await using engine = await sharedEngine().start();
    await engine.install([STREAM]);
    const [wrong, unmapped, right] = await Promise.allSettled([
      engine.search({ ...all, query: { no_such_query: {} } }),
      engine.search({ ...all, sort: [{ no_such_field: { order: 'asc' } }] }),
      engine.search(all),
    ]);
    expect(wrong).toMatchObject({ reason: { code: 'ENGINE_SEARCH_FAILED' } });
    expect(unmapped).toMatchObject({ reason: { code: 'ENGINE_SEARCH_FAILED' } });
    expect(String((unmapped as PromiseRejectedResult).reason)).toContain('no_such_field');
    expect(right).toMatchObject({ status: 'fulfilled' });
  });

  it('leaves the server as it was found', async () => {
    const before = await whatIsThere();
    {
      await using engine = await sharedEngine().start();
      await engine.install([STREAM]);
      await engine.ingest([request({ action: 'X' })]);
      expect(await whatIsThere()).not.toEqual(before);
    }
    expect(await whatIsThere()).toEqual(before);
  });

  it('leaves the server as it was found, also when the installation fails half-way', async () => {
    const before = await whatIsThere();
    const broken = { ...STREAM, settings: { 'index.no_such_setting': true } };
    {
      await using engine = await sharedEngine().start();
      await expect(engine.install([broken])).rejects.toMatchObject({ code: 'ENGINE_REFUSED' });
    }
    expect(await whatIsThere()).toEqual(before);
  });

  it('does not see what another run put on the same server', async () => {
    await using one = await sharedEngine().start();
    await using other = await sharedEngine().start();
    await Promise.all([one.install([STREAM]), other.install([STREAM])]);
    await one.ingest([request({ action: 'X' })]);
    expect((await one.search(all)).total).toBe(1);
    expect((await other.search(all)).total).toBe(0);
  });
});
