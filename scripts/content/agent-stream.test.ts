import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { JsonObject, JsonValue } from '../base/json';
import { fleetTemplate } from '../testing/fleet-template';
import { streamVars } from '../testing/stream-vars';

const AUDIT = resolve(__dirname, '../../package-content/data_stream/audit');
const template = fleetTemplate(readFileSync(join(AUDIT, 'agent/stream/cel.yml.hbs'), 'utf8'));

const REQUIRED = {
  tenant_id: '11111111-2222-4333-8444-555555555555',
  client_id: 'collector',
  client_secret: '$co.elastic.secret{abc}',
};

/** The stream's configuration with the defaults of its manifest, unless other values are given. */
function rendered(given: Readonly<Record<string, JsonValue>> = {}): JsonObject {
  return template(streamVars(join(AUDIT, 'manifest.yml'), { ...REQUIRED, ...given }));
}

const program = rendered()['program'];

/** Other values of the optional variables, and what each of them makes of the configuration. */
const OPTIONS: readonly (readonly [string, JsonValue, JsonObject])[] = [
  ['request_timeout', '10s', { 'resource.timeout': '10s' }],
  ['proxy_url', "http://it's:3128", { 'resource.proxy_url': "http://it's:3128" }],
  ['ssl', 'certificate_authorities:\n  - "a"\n', { 'resource.ssl': { certificate_authorities: ['a'] } }],
  [
    'enable_request_tracer',
    true,
    { 'resource.tracer': expect.objectContaining({ enabled: true }) as JsonValue },
  ],
  ['preserve_original_event', true, {}],
  ['tags', [`it's: "one"`, '#two'], {}],
  ['processors', '- add_tags:\n    tags: [x]\n- drop_fields:\n    fields: ["y"]\n', {}],
];

test('every combination of variables gives valid YAML with the same program and nothing of Handlebars left', () => {
  for (let chosen = 0; chosen < 2 ** OPTIONS.length; chosen++) {
    const options = OPTIONS.filter((_, index) => (chosen & (2 ** index)) !== 0);
    const given = Object.fromEntries(options.map(([name, value]) => [name, value]));
    const config = rendered(given);
    const tags = (given['tags'] ?? ['forwarded', 'o365_rulepack-audit']) as string[];
    const allTags = given['preserve_original_event'] === true ? ['preserve_original_event', ...tags] : tags;
    expect(JSON.stringify({ ...config, program: '' })).not.toMatch(/\{\{|\}\}"|##/);
    expect(config).toMatchObject({
      ...(Object.assign({}, ...options.map(([, , effect]) => effect)) as JsonObject),
      program,
      tags: allTags,
      processors: given['processors'] === undefined ? [expect.anything()] : Array(3).fill(expect.anything()),
    });
  }
});

test('without choices it reads the five content types of the Enterprise cloud', () => {
  const config = rendered();
  expect(config).toMatchObject({
    interval: '5m',
    'resource.url': 'https://manage.office.com',
    'auth.oauth2': {
      provider: 'azure',
      token_url: `https://login.microsoftonline.com/${REQUIRED.tenant_id}/oauth2/v2.0/token`,
      'client.id': 'collector',
      'client.secret': REQUIRED.client_secret,
      scopes: ['https://manage.office.com/.default'],
    },
    state: {
      content_types: expect.arrayContaining(['Audit.Exchange', 'DLP.All']) as JsonValue,
      window: '1h',
      initial_interval: '24h',
    },
    'publisher_pipeline.disable_host': true,
  });
});

test('the token follows the cloud', () => {
  const config = rendered({
    url: 'https://manage.office365.us',
    login_url: 'https://login.microsoftonline.us',
  });
  expect(config['auth.oauth2']).toMatchObject({
    token_url: `https://login.microsoftonline.us/${REQUIRED.tenant_id}/oauth2/v2.0/token`,
    scopes: ['https://manage.office365.us/.default'],
  });
});

test('what the program publishes in place of records is dropped before the processors of the user', () => {
  const config = rendered({ processors: '- add_tags:\n    tags: [x]\n' });
  expect(config['processors']).toEqual([
    { drop_event: { when: { equals: { message: 'no record' } } } },
    { add_tags: { tags: ['x'] } },
  ]);
  expect(program).toContain("{'message': 'no record'}");
});

test('the program has no double quotes: Fleet joins the lines between two of them', () => {
  expect(program).not.toContain('"');
});

test('the secret is declared as one', () => {
  expect(readFileSync(join(AUDIT, 'manifest.yml'), 'utf8')).toMatch(
    /name: client_secret\n +type: password\n +secret: true/,
  );
});
