import { actionFor } from '../api/answer';
import { NetworkError } from '../api/http';
import { RefusedError } from '../api/management-client';
import { TokenRefusedError, TokenUnavailableError } from '../api/token';
import { SecretError } from '../config/secret';
import { troubleOf } from './trouble';

function refused(status: number, code: string | undefined, message = 'no'): RefusedError {
  const refusal = { status, code, message, retryAfter: undefined };
  return new RefusedError(refusal, actionFor(refusal, 'read'));
}

describe('troubleOf', () => {
  test.each<[string, Error]>([
    ['AF10001', refused(401, 'AF10001')],
    ['AF20010', refused(400, 'AF20010')],
    ['AF20020', refused(400, 'AF20020')],
    ['AUDIT_OFF', refused(400, undefined, 'DataServiceException: Tenant 1 does not exist.')],
    ['HTTP 404', refused(404, undefined)],
    ['AADSTS7000222', new TokenRefusedError('AADSTS7000222', 'expired', 'Make a new one.')],
    [
      'SELF_SIGNED_CERT_IN_CHAIN',
      new NetworkError('SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in …', {}),
    ],
    ['SECRET', new SecretError('the environment variable X is not set')],
  ])('%s: somebody must act, and the cure says how', (code, error) => {
    const trouble = troubleOf(error);
    expect(trouble).toMatchObject({ code, stuck: true, subscribe: true });
    expect(trouble?.cure).toMatch(/\w{4}/);
    expect(trouble?.wait).toBeGreaterThanOrEqual(60_000);
  });

  test('the service that gives tokens fails in passing', () => {
    const error = new TokenUnavailableError('HTTP 408');
    expect(troubleOf(error)).toMatchObject({ code: 'TOKEN', stuck: false, wait: undefined });
  });

  test.each([
    ['AF20022', true],
    ['AF20023', true],
    ['AF20030', false],
    ['AF20055', false],
    ['AF20031', false],
  ])('%s passes; subscriptions are looked after: %s', (code, subscribe) => {
    expect(troubleOf(refused(400, code))).toMatchObject({ code, stuck: false, subscribe, wait: undefined });
  });

  test('anything else is a fault of the collector', () => {
    expect(troubleOf(new TypeError('x'))).toBeUndefined();
  });
});
