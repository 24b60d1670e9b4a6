import type { Capabilities, StartedEngine } from '../../scripts/engine';
import { ask, sharedEngine } from './shared-server';
import { STREAM } from './stream';

/** Tries each ability out on the server; what is not there is refused by it. */
const trials: Readonly<Record<keyof Capabilities, () => Promise<boolean>>> = {
  ingest: () => simulates({ set: { field: 'a', value: 'b' } }, { a: 'b' }),
  painless: () => simulates({ script: { source: "ctx.a = 'b'" } }, { a: 'b' }),
  mustache: () => simulates({ set: { field: 'a', value: '{{{c}}}' } }, { a: 'd' }, { c: 'd' }),
  kql: () => accepts('POST', '/_search', { query: { kql: { query: 'a: b' } } }),
  eql: () => accepts('POST', '/trial*/_eql/search?allow_no_indices=true', { query: 'any where true' }),
  esql: () => accepts('POST', '/_query', { query: 'ROW a = 1' }),
  dataStreams: () => accepts('GET', '/_data_stream/trial*'),
  constantKeyword: () => holds('constant_keyword'),
  wildcard: () => holds('wildcard'),
  matchOnlyText: () => holds('match_only_text'),
};

async function accepts(method: string, path: string, body?: object): Promise<boolean> {
  return (await ask(method, path, body)).status === 200;
}

async function simulates(processor: object, expected: object, source: object = {}): Promise<boolean> {
  const { status, body } = await ask('POST', '/_ingest/pipeline/_simulate', {
    pipeline: { processors: [processor] },
    docs: [{ _source: source }],
  });
  const [result] = (body as { docs?: { doc: { _source: object } }[] }).docs ?? [];
  return (
    status === 200 &&
    JSON.stringify({ ...source, ...result?.doc._source }) === JSON.stringify({ ...source, ...expected })
  );
}

async function holds(type: string): Promise<boolean> {
  const created = await accepts('PUT', '/capability-trial', { mappings: { properties: { a: { type } } } });
  await ask('DELETE', '/capability-trial?ignore_unavailable=true');
  return created;
}

describe('the capabilities that an engine states', () => {
  let engine: StartedEngine;
  beforeAll(async () => {
    engine = await sharedEngine().start();
  });
  afterAll(() => engine[Symbol.asyncDispose]());

  it.each(Object.entries(trials))('are true: %s', async (capability, trial) => {
    expect({ [capability]: engine.capabilities[capability as keyof Capabilities] }).toEqual({
      [capability]: await trial(),
    });
  });

  it('include what the pack cannot do without', () => {
    expect(engine.capabilities).toMatchObject({ ingest: true, painless: true, kql: true });
  });

  it('are reported where they are missing', async () => {
    const { dataStreams, constantKeyword, wildcard, matchOnlyText } = engine.capabilities;
    await engine.install([STREAM]);
    const reported = (what: string): boolean =>
      engine.adaptations.some((sentence) => sentence.includes(what));
    expect(reported('No data streams')).toBe(!dataStreams);
    expect(reported('type constant_keyword')).toBe(!constantKeyword);
    expect(reported('type wildcard')).toBe(!wildcard);
    expect(reported('type match_only_text')).toBe(!matchOnlyText);
  });
});
