import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { ContentError } from '../../base/errors';
import { YamlDocument } from '../../base/yaml';
import type { YamlPath } from '../../base/yaml';
import { CLOUDS } from '../clouds';
import { FEED_SERVICES } from '../services';
import type { CollectorConfig, TenantConfig } from './collector-config';
import { configProblem } from './config-problem';
import { literalProblems, schemaProblems } from './config-problems';
import { collectorSchema } from './schema';
import type { CollectorFile, TenantEntry } from './schema';
import { Secret } from './secret';
import type { SecretPlace } from './secret';
import { fromTemplate, templateSchema } from './template-form';
import type { Normalized } from './template-form';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Reads a configuration, YAML or JSON, in either form. Relative paths in it are relative to its folder. Secrets are not
 * read yet.
 *
 * @throws ContentError with the place of each mistake; no line and no secret of the file is in it
 */
export function readCollectorConfig(file: string, environment: NodeJS.ProcessEnv): CollectorConfig {
  const document = readDocument(file);
  const literals = literalProblems(document);
  if (literals.length > 0) throw new ContentError(literals);
  const normalized = normalize(document);
  refuseTwins(normalized, document);
  const config = decided(normalized.file, dirname(resolve(file)), environment);
  checkAuthority(config.ca, ['ca'], document);
  checkAuthority(config.elasticsearch.ca, ['elasticsearch', 'ca'], document);
  return config;
}

function readDocument(file: string): YamlDocument {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code = 'unreadable' } = error as NodeJS.ErrnoException;
    throw new ContentError({
      code: 'CONFIG_MISSING_FILE',
      message: `the configuration ${file} cannot be read (${code})`,
      expected: 'a YAML or JSON file',
      hint: 'Copy docs/examples/collector.yml, or name another file by --config or O365_COLLECTOR_CONFIG.',
    });
  }
  try {
    return new YamlDocument(file, text);
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    // The line may hold a secret.
    throw new ContentError(error.problems.map((problem) => ({ ...problem, excerpt: undefined })));
  }
}

function normalize(document: YamlDocument): Normalized {
  const { value } = document;
  if (typeof value === 'object' && value !== null && Object.hasOwn(value, 'inputs')) {
    const result = templateSchema.safeParse(value);
    if (!result.success) throw new ContentError(schemaProblems(document, result.error));
    return fromTemplate(result.data, document);
  }
  const result = collectorSchema.safeParse(value);
  if (!result.success) throw new ContentError(schemaProblems(document, result.error));
  const places = result.data.tenants.map((_tenant, index) => ['tenants', index, 'tenant_id']);
  return { file: result.data, places };
}

/** Two readers of one tenant would read everything twice, and share one cursor. */
function refuseTwins({ file, places }: Normalized, document: YamlDocument): void {
  const seen = new Map<string, string>();
  const problems = file.tenants.flatMap(({ tenant_id: id, name }, index) => {
    const first = seen.get(id.toLowerCase());
    seen.set(id.toLowerCase(), first ?? name);
    if (first === undefined) return [];
    return [
      configProblem(document, places[index] ?? [], {
        code: 'CONFIG_TWIN_TENANT',
        message: `“${name}” is the same tenant as “${first}”`,
        found: id,
        expected: 'another tenant_id',
        hint: 'Keep one of them, with the services of both.',
      }),
    ];
  });
  if (problems.length > 0) throw new ContentError(problems);
}

function decided(file: CollectorFile, folder: string, environment: NodeJS.ProcessEnv): CollectorConfig {
  const path = (given: string): string => resolve(folder, given);
  const secret = (place: SecretPlace): Secret =>
    new Secret('file' in place ? { file: path(place.file) } : place, environment);
  const { elasticsearch, state, listen } = file;
  return {
    id: String(file.id),
    tenants: file.tenants.map((tenant) => tenantConfig(tenant, secret)),
    elasticsearch: {
      url: elasticsearch.url,
      apiKey: elasticsearch.api_key && secret(elasticsearch.api_key),
      namespace: elasticsearch.namespace,
      ca: elasticsearch.ca === undefined ? undefined : path(elasticsearch.ca),
    },
    state: 'file' in state ? { file: path(state.file) } : state,
    deadLetterFile: file.dead_letters && path(file.dead_letters.file),
    proxy: file.proxy,
    ca: file.ca === undefined ? undefined : path(file.ca),
    backlog: file.backlog_hours * HOUR,
    interval: file.interval_seconds * SECOND,
    overlap: file.overlap_minutes * MINUTE,
    heartbeatInterval: file.heartbeat_seconds * SECOND,
    ledger: file.ledger_days * DAY,
    listen,
  };
}

function tenantConfig(tenant: TenantEntry, secret: (place: SecretPlace) => Secret): TenantConfig {
  const cloud = CLOUDS[tenant.cloud];
  const { management_api: managementApi, login, graph } = tenant.endpoints ?? {};
  const isOn = (service: string): boolean => {
    const entry = tenant.services[service];
    return entry !== undefined && entry?.enabled !== false;
  };
  return {
    name: tenant.name,
    tenantId: tenant.tenant_id.toLowerCase(),
    clientId: tenant.client_id,
    clientSecret: secret(tenant.client_secret),
    cloud: {
      managementApi: root(managementApi ?? cloud.managementApi),
      login: root(login ?? cloud.login),
      graph: root(graph ?? cloud.graph),
    },
    feeds: FEED_SERVICES.filter(isOn),
    pimAlerts: isOn('pim_alerts'),
    requestsPerMinute: tenant.requests_per_minute,
  };
}

function root(address: string): string {
  return address.replace(/\/+$/, '');
}

function checkAuthority(ca: string | undefined, path: YamlPath, document: YamlDocument): void {
  if (ca === undefined) return;
  try {
    if (readFileSync(ca, 'utf8').includes('-----BEGIN CERTIFICATE-----')) return;
  } catch {
    // Said below.
  }
  throw new ContentError(
    configProblem(document, path, {
      code: 'CONFIG_BAD_CA',
      message: `“${path.join('.')}” names no file with a certificate`,
      found: basename(ca),
      expected: 'a PEM file, its path relative to the folder of the configuration',
      hint: 'It is the certificate of the authority that signed the one of the server.',
    }),
  );
}
