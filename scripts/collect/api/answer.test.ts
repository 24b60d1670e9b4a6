import { actionFor, refusalOf } from './answer';
import type { Refusal } from './answer';
import type { ContentType } from '../services';

const NOW = Date.parse('2026-03-02T12:00:00Z');

function refusal(status: number, code?: string, message = ''): Refusal {
  return refusalOf(status, JSON.stringify({ error: { code, message } }), undefined, NOW);
}

describe('actionFor', () => {
  test.each([
    [401, 'AF10001', 'stop-tenant'],
    [400, 'AF20001', 'stop-type'],
    [400, 'AF20010', 'stop-tenant'],
    [400, 'AF20013', 'stop-tenant'],
    [400, 'AF20020', 'stop-type'],
    [400, 'AF20022', 'subscribe'],
    [400, 'AF20023', 'subscribe'],
    [400, 'AF20024', 'subscribed'],
    [400, 'AF20030', 'window'],
    [400, 'AF20055', 'window'],
    [400, 'AF20031', 'relist'],
    [404, 'AF20050', 'lost'],
    [400, 'AF20051', 'lost'],
    [400, 'AF20052', 'lost'],
    [403, 'AF429', 'wait'],
    [429, 'AF429', 'wait'],
    [429, undefined, 'wait'],
    [500, 'AF50000', 'retry'],
    [500, 'AF50005', 'retry'],
    [401, undefined, 'renew'],
    [408, undefined, 'retry'],
    [503, undefined, 'retry'],
    [404, undefined, 'lost'],
    [400, 'AF99999', 'stop-type'],
  ])('HTTP %i with %s: %s', (status, code, action) => {
    expect(actionFor(refusal(status, code), 'read').do).toBe(action);
  });

  test('a missing permission is named by content type', () => {
    const cureOf = (contentType?: ContentType): unknown => {
      const action = actionFor(refusal(401, 'AF10001'), 'read', contentType);
      return 'cure' in action ? action.cure : undefined;
    };
    expect(cureOf('DLP.All')).toMatch(/ActivityFeed\.Read and ActivityFeed\.ReadDlp /);
    for (const other of ['Audit.Exchange', undefined] as const) {
      expect(cureOf(other)).toMatch(/ActivityFeed\.Read /);
      expect(cureOf(other)).not.toContain('ReadDlp');
    }
  });

  test('a start that came too early waits as long as the message says', () => {
    const message = 'Too many frequent subscription start requests. Please retry again after 14m 56s.';
    expect(actionFor(refusal(403, '429', message), 'start')).toEqual({ do: 'started', after: 896_000 });
    expect(actionFor(refusal(403, '429', 'Please retry again after 9s.'), 'start')).toEqual({
      do: 'started',
      after: 9_000,
    });
    expect(actionFor(refusal(403, '429', 'Too many.'), 'start')).toEqual({ do: 'started', after: undefined });
  });

  test('a tenant without audit logging is told from a service that fails', () => {
    const message =
      'StartSubscription [CorrelationId=x] failed: DataServiceException: Tenant 00000000-0000-4000-8000-000000000001 does not exist.';
    expect(actionFor(refusal(500, 'AF50000', 'Internal error'), 'read').do).toBe('retry');
    expect(actionFor(refusal(500, undefined, message), 'read').do).toBe('audit-off');
  });
});

describe('refusalOf', () => {
  test.each([
    ['30', 30_000],
    ['Mon, 02 Mar 2026 12:00:45 GMT', 45_000],
    ['Mon, 02 Mar 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    [undefined, undefined],
  ])('Retry-After: %s', (header, wait) => {
    expect(refusalOf(429, '', header, NOW).retryAfter).toBe(wait);
  });

  test.each([
    ['<html>Bad gateway</html>', '<html>Bad gateway</html>'],
    ['', 'HTTP 502'],
    ['{"error":"invalid_client"}', '{"error":"invalid_client"}'],
    ['null', 'null'],
  ])('a body that is no error of the API: %s', (body, message) => {
    expect(refusalOf(502, body, undefined, NOW)).toMatchObject({ code: undefined, message });
  });
});
