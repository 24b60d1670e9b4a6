import { importSuccess } from '../testing/kibana-server';
import { KEY, file, kinds, run } from '../testing/import-run';
import { waitBefore } from './import-client';

describe('what is sent', () => {
  it('is a multipart form with an .ndjson file, the headers of the API and the key', async () => {
    const { outcome, requests } = await run(({ ruleIds }) => importSuccess(ruleIds.length), file(2), {
      space: 'soc',
      overwrite: true,
    });
    expect(kinds(outcome)).toEqual(['imported', 'imported']);
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({
      url: '/s/soc/api/detection_engine/rules/_import?overwrite=true&overwrite_exceptions=true&overwrite_action_connectors=true',
      ruleIds: ['rule-1', 'rule-2'],
      headers: { authorization: `ApiKey ${KEY}`, 'elastic-api-version': '2023-10-31' },
    });
    expect(requests[0]?.headers['kbn-xsrf']).toBeTruthy();
    expect(requests[0]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(requests[0]?.body).toMatch(/name="file"; filename="[^"]+\.ndjson"/);
  });

  it('goes in parts of 50 rules, exceptions and connectors with the first', async () => {
    const { outcome, requests } = await run(
      ({ ruleIds }) => importSuccess(ruleIds.length),
      file(120, ['{"list_id":"trusted"}']),
    );
    expect(requests.map(({ ruleIds }) => ruleIds.length)).toEqual([50, 50, 20]);
    expect(requests.map(({ body }) => body.includes('"list_id"'))).toEqual([true, false, false]);
    expect(outcome.rules).toHaveLength(120);
    expect(new Set(kinds(outcome))).toEqual(new Set(['imported']));
  });

  it('is halved when it is too large, until a single rule is', async () => {
    const { outcome, requests } = await run(
      ({ ruleIds }, reply) =>
        ruleIds.length > 2 || ruleIds.includes('rule-5')
          ? reply.code(413).send({ statusCode: 413, message: 'Payload content length greater than maximum' })
          : importSuccess(ruleIds.length),
      file(8),
    );
    expect(kinds(outcome)).toEqual(
      Array.from({ length: 8 }, (_, index) => (index === 4 ? 'failed' : 'imported')),
    );
    expect(outcome.rules.map(({ rule }) => rule.id)).toEqual(file(8).rules.map(({ id }) => id));
    expect(outcome.rules[4]?.state).toMatchObject({
      status: 413,
      message: expect.stringContaining('client_max_body_size') as string,
    });
    expect(requests.map(({ ruleIds }) => ruleIds.length)).toEqual([8, 4, 2, 2, 4, 2, 1, 1, 2]);
  });
});

describe('an answer of 200 with errors inside', () => {
  it('names the rules that exist, that failed and that were imported', async () => {
    const errors = [
      { rule_id: 'rule-1', error: { status_code: 409, message: 'rule_id: "rule-1" already exists' } },
      { rule_id: 'rule-3', error: { status_code: 400, message: 'severity: Invalid enum value' } },
    ];
    const { outcome } = await run(
      () => importSuccess(1, { success: false, rules_count: 3, errors }),
      file(3),
    );
    expect(outcome.rules.map(({ state }) => state)).toEqual([
      { kind: 'exists', status: 409, message: 'rule_id: "rule-1" already exists' },
      { kind: 'imported' },
      { kind: 'failed', status: 400, message: 'severity: Invalid enum value' },
    ]);
    expect(outcome.errors).toEqual([]);
  });

  it.each([
    [
      'an exception list fails',
      {
        exceptions_success: false,
        exceptions_errors: [{ list_id: 'trusted', error: { status_code: 409, message: 'exists' } }],
      },
      { what: 'an exception (trusted)', status: 409, message: 'exists' },
    ],
    [
      'a connector fails',
      {
        action_connectors_success: false,
        action_connectors_errors: [{ id: 'mail', error: { status_code: 500, message: 'no secrets' } }],
      },
      { what: 'a connector (mail)', status: 500, message: 'no secrets' },
    ],
    [
      'success is false without a reason',
      { success: false },
      { what: 'the answer', message: 'it says success: false and names no error' },
    ],
    [
      'exceptions_success is false without a reason',
      { exceptions_success: false },
      { what: 'the answer', message: 'it says exceptions_success: false and names no error' },
    ],
    [
      'action_connectors_success is false without a reason',
      { action_connectors_success: false },
      { what: 'the answer', message: 'it says action_connectors_success: false and names no error' },
    ],
    [
      'fewer rules were read than sent',
      { rules_count: 1 },
      { what: 'the answer', message: 'Kibana read 1 rules where 2 were sent' },
    ],
  ])('is a failure when %s', async (_, changes, error) => {
    const { outcome } = await run(() => importSuccess(2, changes));
    expect(outcome.errors).toEqual([error]);
  });

  it('does not call rules imported when success_count does not cover them', async () => {
    const { outcome } = await run(() => importSuccess(1, { rules_count: 2 }));
    expect(kinds(outcome)).toEqual(['unknown', 'unknown']);
    expect(outcome.errors[0]?.message).toMatch(/counts 1 rules as imported where 2 were sent/);
  });

  it('keeps an error without a rule apart, and does not guess which rule it was', async () => {
    const errors = [{ rule_id: '(unknown id)', error: { status_code: 400, message: 'name: Required' } }];
    const { outcome } = await run(() => importSuccess(1, { success: false, rules_count: 2, errors }));
    expect(kinds(outcome)).toEqual(['unknown', 'unknown']);
    expect(outcome.errors).toEqual([
      { what: 'a rule ((unknown id))', status: 400, message: 'name: Required' },
    ]);
  });

  it('reads the shorter answer of older versions, warnings and unchanged rules', async () => {
    const short = {
      success: true,
      success_count: 2,
      errors: [],
      exceptions_success: true,
      exceptions_errors: [],
    };
    expect(kinds((await run(() => short)).outcome)).toEqual(['imported', 'imported']);
    const warnings = [
      { type: 'action_required', message: '1 connector has to be configured', actionPath: '/app' },
    ];
    const { outcome } = await run(() =>
      importSuccess(2, { unchanged_count: 2, action_connectors_warnings: warnings }),
    );
    expect(outcome).toMatchObject({
      unchanged: 2,
      warnings: ['1 connector has to be configured'],
      errors: [],
    });
  });
});

describe('waiting', () => {
  it('tries again after 429 and 503 and then imports', async () => {
    let calls = 0;
    const { outcome, waits } = await run(({ ruleIds }, reply) => {
      calls += 1;
      if (calls === 1) return reply.code(429).header('retry-after', '7').send({ message: 'slow down' });
      if (calls === 2) return reply.code(503).send('Kibana server is not ready yet.');
      return importSuccess(ruleIds.length);
    });
    expect(kinds(outcome)).toEqual(['imported', 'imported']);
    expect(waits).toEqual([7000, 2000]);
  });

  it('gives up after five attempts', async () => {
    const { requests, waits } = await run((_, reply) => reply.code(503).send(''));
    expect(requests).toHaveLength(5);
    expect(waits).toEqual([1000, 2000, 4000, 8000]);
  });

  it.each([
    [1, undefined, 1000],
    [4, undefined, 8000],
    [1, '0', 0],
    [1, '30', 30_000],
    [1, '86400', 60_000],
    [3, 'soon', 4000],
    [1, 'Wed, 21 Oct 2015 07:28:00 GMT', 0],
  ])('attempt %i with Retry-After %s waits %i ms', (attempt, retryAfter, wait) => {
    expect(waitBefore(attempt, retryAfter)).toBe(wait);
  });
});
