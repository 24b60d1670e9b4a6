import { setupRequests } from '../../scripts/collect/setup';
import type { SetupOutcome } from '../../scripts/collect/setup';
import { COMPLETE_SERVER } from '../../scripts/collect/setup/setup-options';
import { ask } from '../engine/shared-server';
import { SetupNamespace } from './setup-namespace';

const suite = new SetupNamespace();
let first: SetupOutcome;
let again: SetupOutcome;
let madeByFirst: unknown;

beforeAll(async () => {
  first = await suite.setUp();
  madeByFirst = await suite.made();
  again = await suite.setUp({ ...suite.options, stateIndex: suite.stateIndex });
});
afterAll(() => suite[Symbol.asyncDispose]());

describe('what is set up', () => {
  it('is the same when it is done again', async () => {
    expect(await suite.made()).toEqual(madeByFirst);
    expect(first.done.filter(({ kind }) => kind === 'stream').map(({ outcome }) => outcome)).toEqual([
      'made',
      'made',
      'made',
      'made',
    ]);
    expect(again.done.filter(({ kind }) => kind === 'stream').map(({ outcome }) => outcome)).toEqual([
      'there',
      'there',
      'there',
      'there',
    ]);
    expect(again.notes.join('\n')).toContain('There is another valid key');
  });

  it('has index templates that Elasticsearch takes also with all that this server lacks', async () => {
    const server = {
      failureStore: true,
      capabilities: {
        ...COMPLETE_SERVER.capabilities,
        constantKeyword: false,
        wildcard: false,
        matchOnlyText: false,
      },
    };
    const templates = setupRequests(
      suite.pack,
      { ...suite.options, namespace: `${suite.name}x`, retention: '90d' },
      server,
    ).filter(({ kind }) => kind === 'template');
    expect(templates).toHaveLength(4);
    for (const { body } of templates) {
      expect(await ask('POST', '/_index_template/_simulate', body)).toMatchObject({
        status: 200,
        body: expect.not.objectContaining({ error: expect.anything() as unknown }) as unknown,
      });
    }
  });
});
