import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ContentError } from '../base/errors';
import { importSuccess, startKibanaServer } from '../testing/kibana-server';
import { PackCopy } from '../testing/pack-copy';
import { importCommand } from './import';
import type { ImportCommandOptions } from './import';

const KEY = 'bXkta2V5OnNlY3JldA==';

describe('import', () => {
  let pack: PackCopy;
  /** One rule, so that not every test loads the pack. */
  let file: string;
  let out: string;
  let err: string;

  beforeAll(() => {
    pack = new PackCopy(['exo-management-role-assignment', 'pim-activation-completed']);
    file = join(pack.root, 'rules.ndjson');
    writeFileSync(file, '{"rule_id":"a","name":"A"}\n');
  });
  afterAll(() => {
    pack[Symbol.dispose]();
  });
  beforeEach(() => {
    [out, err] = ['', ''];
    process.env['KIBANA_API_KEY'] = KEY;
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
  });
  afterEach(() => {
    jest.restoreAllMocks();
    delete process.env['KIBANA_API_KEY'];
  });

  const call = (options: Partial<ImportCommandOptions> & { kibana: string }): Promise<number> =>
    importCommand(() => pack.root, { timeout: '5', ...options });

  /** The code of the error that a call ends with. */
  async function codeOf(options: Partial<ImportCommandOptions>): Promise<string | undefined> {
    try {
      await call({ kibana: 'http://127.0.0.1:1', ...options });
    } catch (error) {
      if (error instanceof ContentError) return error.problems[0]?.code;
      throw error;
    }
    return undefined;
  }

  it('sends the chosen rules of the pack and says what became of each', async () => {
    await using server = await startKibanaServer(({ ruleIds }) => importSuccess(ruleIds.length));
    expect(await call({ kibana: server.url })).toBe(0);
    expect(server.requests[0]?.ruleIds).toHaveLength(2);
    expect(out).toMatch(/^imported +.+ v\d+ [0-9a-f-]{36}$/m);
    expect(out).toMatch(/2 rules: 2 imported/);
    expect(await call({ kibana: server.url, rule: ['pim-*'] })).toBe(0);
    expect(server.requests[1]?.ruleIds).toHaveLength(1);
    expect(err).not.toContain('unencrypted');
  });

  it('fails when one rule exists already, and says how to replace it', async () => {
    await using server = await startKibanaServer(({ ruleIds }) => {
      const error = { status_code: 409, message: `rule_id: "${ruleIds[0] ?? ''}" already exists` };
      return importSuccess(1, {
        success: false,
        rules_count: 2,
        errors: [{ rule_id: ruleIds[0] ?? '', error }],
      });
    });
    expect(await call({ kibana: server.url })).toBe(1);
    expect(out).toMatch(/^exists already .+\n +409: rule_id: ".+" already exists$/m);
    expect(out).toContain('2 rules: 1 imported, 1 exists already');
    expect(out).toContain('--overwrite');
    out = '';
    expect(await call({ kibana: server.url, json: true })).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      counts: { imported: 1, exists: 1 },
      rules: [{ kind: 'exists', status: 409 }, { kind: 'imported' }],
    });
  });

  it.each([
    [401, 2, 'KIBANA_UNAUTHORIZED'],
    [403, 2, 'KIBANA_FORBIDDEN'],
    [404, 2, 'KIBANA_NOT_FOUND'],
    [409, 1, 'KIBANA_CONFLICT'],
    [500, 1, 'KIBANA_FAULT'],
    [502, 3, 'KIBANA_GATEWAY'],
  ])('HTTP %i ends with exit code %i and %s', async (status, exitCode, code) => {
    await using server = await startKibanaServer((_, reply) => reply.code(status).send({ message: 'no' }));
    expect(await call({ kibana: server.url, file })).toBe(exitCode);
    expect(out).toContain(code);
    expect(out).toContain('hint:');
    expect(out + err).not.toContain(KEY);
  });

  it('ends with 3 when nothing listens', async () => {
    const server = await startKibanaServer(() => '');
    await server[Symbol.asyncDispose]();
    expect(await call({ kibana: server.url, file })).toBe(3);
    expect(out).toContain('KIBANA_REFUSED_CONNECTION');
  });

  it('a dry run names address and rules, needs no key and sends nothing', async () => {
    delete process.env['KIBANA_API_KEY'];
    await using server = await startKibanaServer(() => '');
    expect(await call({ kibana: server.url, space: 'soc', dryRun: true })).toBe(0);
    expect(out).toContain(`POST ${server.url}/s/soc/api/detection_engine/rules/_import`);
    expect(out).toMatch(/2 rules would be sent .* nothing was sent/);
    out = '';
    expect(await call({ kibana: server.url, dryRun: true, json: true })).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      requests: [{}],
      rules: [{ version: expect.any(Number) as number }, {}],
    });
    expect(server.requests).toEqual([]);
  });

  it('sends a file as it is, with a key from a file', async () => {
    delete process.env['KIBANA_API_KEY'];
    const apiKeyFile = join(pack.root, 'key');
    writeFileSync(apiKeyFile, `${KEY}\n`);
    await using server = await startKibanaServer(() => importSuccess(1));
    expect(await call({ kibana: server.url, file, apiKeyFile })).toBe(0);
    expect(server.requests[0]).toMatchObject({ ruleIds: ['a'], headers: { authorization: `ApiKey ${KEY}` } });
  });

  it.each<[string, Partial<ImportCommandOptions>, string | undefined, string]>([
    ['no key', {}, undefined, 'CALL_NO_API_KEY'],
    ['a blank key', {}, '  ', 'CALL_NO_API_KEY'],
    ['a key in another form', {}, '{"id":"a","api_key":"b"}', 'CALL_BAD_API_KEY'],
    ['a key file that is not there', { apiKeyFile: 'nowhere' }, KEY, 'CALL_API_KEY_FILE'],
    ['no address', { kibana: 'kibana' }, KEY, 'CALL_BAD_URL'],
    ['a time limit of words', { timeout: '2m' }, KEY, 'CALL_BAD_TIMEOUT'],
    ['no time at all', { timeout: '0' }, KEY, 'CALL_BAD_TIMEOUT'],
    ['an unknown rule', { rule: ['exo-nothing'] }, KEY, 'CALL_UNKNOWN_RULE'],
    ['a file and a rule', { file: 'rules.ndjson', rule: ['x'] }, KEY, 'CALL_OPTIONS'],
    ['a file that is not there', { file: 'nowhere.ndjson' }, KEY, 'IMPORT_FILE_UNREADABLE'],
    ['a CA file that is not there', { ca: 'nowhere.pem' }, KEY, 'CALL_BAD_CA'],
    ['a CA file without certificate', { ca: __filename }, KEY, 'CALL_BAD_CA'],
  ])('refuses %s', async (_, options, key, code) => {
    if (key === undefined) delete process.env['KIBANA_API_KEY'];
    else process.env['KIBANA_API_KEY'] = key;
    expect(await codeOf(options)).toBe(code);
  });
});
