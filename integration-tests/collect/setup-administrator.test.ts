import { keyRequest } from '../../scripts/collect/setup';
import type { SetupOutcome } from '../../scripts/collect/setup';
import { askWithKey } from './as-key';
import { SetupNamespace } from './setup-namespace';

const suite = new SetupNamespace();
afterAll(() => suite[Symbol.asyncDispose]());

describe('the credentials of the administrator', () => {
  const setUpWith = (key: string, makesKey: boolean): Promise<SetupOutcome> =>
    suite.setUp(suite.options, { env: { ELASTICSEARCH_API_KEY: key }, makesKey });

  it('are told what they lack, before anything is done', async () => {
    const key = await suite.keyWith({ cluster: ['monitor', 'manage_index_templates'], indices: [] });
    await expect(setUpWith(key, false)).rejects.toMatchObject({
      code: 'SETUP_NOT_PERMITTED',
      message: expect.stringMatching(
        new RegExp(`cluster: manage_ingest_pipelines\\n(.*\\n)*.*index ${suite.streams.audit}: manage`),
      ) as string,
    });
  });

  it('may be an API key when no other is to be made', async () => {
    const key = await suite.keyWith({
      cluster: ['monitor', 'manage_ingest_pipelines', 'manage_index_templates'],
      indices: [{ names: Object.values(suite.streams), privileges: ['manage'] }],
    });
    await expect(setUpWith(key, false)).resolves.toMatchObject({ key: undefined });
  });

  it('cannot be an API key that is to make another', async () => {
    const key = await suite.keyWith({ cluster: ['all'], indices: [{ names: ['*'], privileges: ['all'] }] });
    await expect(setUpWith(key, true)).rejects.toMatchObject({ code: 'SETUP_KEY_BY_KEY' });
    const { path, body } = keyRequest(suite.options, { name: suite.name });
    expect((await askWithKey(key, 'POST', path, body)).status).toBeGreaterThanOrEqual(400);
  });

  it('are refused when they are wrong', async () => {
    await expect(setUpWith('bm8tc3VjaDprZXk=', true)).rejects.toMatchObject({ code: 'ENGINE_UNAUTHORISED' });
  });
});
