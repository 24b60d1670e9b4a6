import type { FastifyReply } from 'fastify';
import { KEY, file, kinds, run } from '../testing/import-run';
import { importSuccess, startKibanaServer } from '../testing/kibana-server';
import type { ImportRequest } from '../testing/kibana-server';
import { importRules } from './import-client';
import type { ImportOutcome } from './import-client';
import { importTarget } from './import-target';

describe('no answer that tells of rules', () => {
  const json = (status: number, message: string) => (_: ImportRequest, reply: FastifyReply) =>
    reply.code(status).send({ statusCode: status, error: 'Error', message });

  it.each([
    [400, 'KIBANA_BAD_REQUEST', 'call', 'not sent'],
    [401, 'KIBANA_UNAUTHORIZED', 'call', 'not sent'],
    [403, 'KIBANA_FORBIDDEN', 'call', 'not sent'],
    [404, 'KIBANA_NOT_FOUND', 'call', 'not sent'],
    [409, 'KIBANA_CONFLICT', 'kibana', 'not sent'],
    [418, 'KIBANA_REFUSES', 'call', 'not sent'],
    [429, 'KIBANA_TOO_MANY_REQUESTS', 'away', 'not sent'],
    [500, 'KIBANA_FAULT', 'kibana', 'unknown'],
    [502, 'KIBANA_GATEWAY', 'away', 'unknown'],
    [503, 'KIBANA_UNAVAILABLE', 'away', 'not sent'],
    [504, 'KIBANA_GATEWAY', 'away', 'unknown'],
    [507, 'KIBANA_REFUSES', 'kibana', 'unknown'],
  ])('HTTP %i is %s', async (status, code, cause, kind) => {
    const { outcome } = await run(json(status, 'Kibana says why'));
    expect(outcome.refusal).toMatchObject({
      cause,
      problem: { code, found: `HTTP ${status}: Kibana says why` },
    });
    expect(outcome.refusal?.problem.hint).toBeTruthy();
    expect(kinds(outcome)).toEqual([kind, kind]);
  });

  it.each([
    ['an empty answer', '', 'KIBANA_EMPTY_ANSWER', 'away', 'unknown'],
    ['a login page', '<!doctype html><title>Sign in</title>', 'KIBANA_HTML', 'call', 'not sent'],
    ['JSON that is cut off', '{"success":true,"succ', 'KIBANA_BROKEN_ANSWER', 'away', 'unknown'],
    ['another shape', '{"took":3,"errors":false}', 'KIBANA_OTHER_ANSWER', 'call', 'not sent'],
    ['a list', '[]', 'KIBANA_OTHER_ANSWER', 'call', 'not sent'],
  ])('%s with 200 is %s', async (_, text, code, cause, kind) => {
    const { outcome } = await run((_request, reply) => reply.code(200).type('text/plain').send(text));
    expect(outcome.refusal).toMatchObject({ cause, problem: { code } });
    expect(kinds(outcome)).toEqual([kind, kind]);
  });

  it('a redirect is not followed, so the key goes nowhere else', async () => {
    const { outcome, requests } = await run((_, reply) => reply.redirect('https://login.example.com/', 302));
    expect(outcome.refusal?.problem).toMatchObject({
      code: 'KIBANA_REDIRECTS',
      found: expect.stringContaining('https://login.example.com/') as string,
    });
    expect(requests).toHaveLength(1);
  });

  it('the address of Elasticsearch is told from that of Kibana', async () => {
    const { outcome } = await run((_, reply) =>
      reply.code(400).header('x-elastic-product', 'Elasticsearch').send({ error: 'no handler found' }),
    );
    expect(outcome.refusal?.problem.code).toBe('KIBANA_IS_ELASTICSEARCH');
  });

  it('a server that hangs up, or takes too long, leaves open what was imported', async () => {
    const hungUp = await run((_, reply) => reply.raw.destroy());
    expect(hungUp.outcome.refusal?.problem.code).toBe('KIBANA_CONNECTION_LOST');
    expect(kinds(hungUp.outcome)).toEqual(['unknown', 'unknown']);
    const late = await run(() => new Promise(() => undefined), file(1), { timeout: 50 });
    expect(late.outcome.refusal?.problem.code).toBe('KIBANA_TIMEOUT');
    expect(kinds(late.outcome)).toEqual(['unknown']);
  });

  it('an answer that ends too early is a lost connection', async () => {
    const { outcome } = await run((_, reply) => {
      reply.raw.writeHead(200, { 'content-length': '1000' });
      reply.raw.write('{"success":');
      reply.raw.destroy();
    });
    expect(outcome.refusal).toMatchObject({ cause: 'away', maybeImported: true });
  });

  it('stops after the first part without answer and says what of the rest was not sent', async () => {
    let calls = 0;
    const { outcome } = await run(({ ruleIds }, reply) => {
      calls += 1;
      return calls === 2 ? reply.code(500).send({ message: 'boom' }) : importSuccess(ruleIds.length);
    }, file(150));
    const tally = ['imported', 'unknown', 'not sent'].map(
      (kind) => kinds(outcome).filter((one) => one === kind).length,
    );
    expect(tally).toEqual([50, 50, 50]);
    expect(calls).toBe(2);
  });

  it('never shows the API key or control characters that a server echoes', async () => {
    const { outcome } = await run((_, reply) => reply.code(401).send({ message: `bad key ${KEY}\u001B[2J` }));
    const shown = JSON.stringify(outcome);
    expect(shown).not.toContain(KEY);
    expect(outcome.refusal?.problem.found).toContain('bad key [API key]');
    expect(outcome.refusal?.problem.found).not.toContain('\u001B');
    const error = { rule_id: 'rule-1', error: { status_code: 400, message: `${KEY}\u0007` } };
    const inside = await run(() => importSuccess(1, { success: false, rules_count: 2, errors: [error] }));
    expect(inside.outcome.rules[0]?.state).toMatchObject({ message: '[API key] ' });
  });
});

describe('no server', () => {
  const call = (kibana: string): Promise<ImportOutcome> =>
    importRules(file(1), {
      target: importTarget({ kibana }),
      apiKey: KEY,
      timeout: 5000,
      sleep: () => Promise.resolve(),
    });

  it('nothing listens', async () => {
    const server = await startKibanaServer(() => '');
    await server[Symbol.asyncDispose]();
    const { refusal, rules } = await call(server.url);
    expect(refusal).toMatchObject({ cause: 'away', problem: { code: 'KIBANA_REFUSED_CONNECTION' } });
    expect(rules[0]?.state.kind).toBe('not sent');
  });

  it('the port is none that HTTP clients ask', async () => {
    const { refusal, rules } = await call('http://127.0.0.1:1');
    expect(refusal?.problem).toMatchObject({ code: 'KIBANA_REFUSED_CONNECTION', found: 'bad port' });
    expect(rules[0]?.state.kind).toBe('not sent');
  });

  it('the host has no address', async () => {
    const { refusal } = await call('https://kibana.invalid');
    expect(refusal?.problem.code).toBe('KIBANA_UNKNOWN_HOST');
  });

  it('speaks HTTP where TLS is expected', async () => {
    await using server = await startKibanaServer(() => '');
    const { refusal } = await call(server.url.replace('http:', 'https:'));
    expect(refusal?.problem.code).toBe('KIBANA_TLS_FAILED');
  });
});
