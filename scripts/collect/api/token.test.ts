import { Secret } from '../config/secret';
import { TokenRefusedError, TokenSource, TokenUnavailableError } from './token';
import type { PostForm } from './token';

const CREDENTIALS = {
  login: 'https://login.example.com',
  tenantId: '00000000-0000-4000-8000-000000000001',
  clientId: '00000000-0000-4000-8000-000000000002',
  clientSecret: new Secret({ env: 'CLIENT_SECRET' }, { CLIENT_SECRET: 'not~a~secret' }),
  resource: 'https://manage.example.com',
};

/** Answers in order, the last one again and again; `calls` counts. */
function service(...answers: { status: number; body: object | string }[]): {
  post: PostForm;
  calls: string[];
} {
  const calls: string[] = [];
  const post: PostForm = (url, form) => {
    const answer = answers[Math.min(calls.length, answers.length - 1)];
    calls.push(`${url} ${new URLSearchParams(form).toString()}`);
    const body = typeof answer?.body === 'string' ? answer.body : JSON.stringify(answer?.body);
    return Promise.resolve({ status: answer?.status ?? 500, body });
  };
  return { post, calls };
}

function given(token: string, seconds: number | string = 3599): { status: number; body: object } {
  return { status: 200, body: { token_type: 'Bearer', expires_in: seconds, access_token: token } };
}

describe('TokenSource', () => {
  const clock = { time: 0, now: () => clock.time };

  beforeEach(() => {
    clock.time = 0;
  });

  test('asks as the client credentials flow does, once for all who wait', async () => {
    const { post, calls } = service(given('one'));
    const source = new TokenSource(CREDENTIALS, post, clock);
    await expect(Promise.all([source.token(), source.token(), source.token()])).resolves.toEqual([
      'one',
      'one',
      'one',
    ]);
    expect(calls).toEqual([
      'https://login.example.com/00000000-0000-4000-8000-000000000001/oauth2/v2.0/token ' +
        'grant_type=client_credentials&client_id=00000000-0000-4000-8000-000000000002&' +
        'client_secret=not%7Ea%7Esecret&scope=https%3A%2F%2Fmanage.example.com%2F.default',
    ]);
  });

  test.each([
    [3599, 3_298_000, 3_300_000],
    ['3599', 3_298_000, 3_300_000],
    [60, 29_000, 31_000],
  ])('a token of %s seconds is used before %i and renewed from %i ms', async (seconds, before, from) => {
    const source = new TokenSource(CREDENTIALS, service(given('one', seconds), given('two')).post, clock);
    await source.token();
    clock.time = before;
    await expect(source.token()).resolves.toBe('one');
    clock.time = from;
    await expect(source.token()).resolves.toBe('two');
  });

  test('a token that was refused is replaced once', async () => {
    const { post, calls } = service(given('one'), given('two'));
    const source = new TokenSource(CREDENTIALS, post, clock);
    await source.token();
    source.reject('one');
    await source.token();
    source.reject('one');
    await expect(source.token()).resolves.toBe('two');
    expect(calls).toHaveLength(2);
  });

  test.each([
    ['AADSTS7000215: Invalid client secret provided.', 'AADSTS7000215', 'The secret is wrong'],
    [
      'AADSTS7000222: The provided client secret keys are expired.',
      'AADSTS7000222',
      'The secret has expired',
    ],
    ['AADSTS90002: Tenant not found.', 'AADSTS90002', 'There is no such tenant'],
    ['AADSTS99999: Something new.\r\nTrace ID: x', 'AADSTS99999', 'Check tenant_id'],
  ])('%s', async (description, code, cure) => {
    const body = { error: 'invalid_client', error_description: description };
    const source = new TokenSource(CREDENTIALS, service({ status: 401, body }).post, clock);
    const error = await source.token().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TokenRefusedError);
    expect(error).toMatchObject({ code, cure: expect.stringContaining(cure) as string });
    expect(String(error)).not.toContain('Trace ID');
  });

  test.each([
    [503, 'upstream'],
    [429, '{}'],
    [200, '{"access_token":""}'],
    [400, '{"error":"temporarily_unavailable"}'],
  ])('HTTP %i %s may pass', async (status, body) => {
    const source = new TokenSource(CREDENTIALS, service({ status, body }, given('late')).post, clock);
    await expect(source.token()).rejects.toThrow(TokenUnavailableError);
    await expect(source.token()).resolves.toBe('late');
  });
});
