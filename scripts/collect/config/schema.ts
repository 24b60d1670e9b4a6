import { z } from '../../base/zod';
import { CLOUDS } from '../clouds';
import type { CloudName } from '../clouds';
import { FEED_SERVICES } from '../services';

const guid = z
  .string()
  .regex(
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    'a GUID such as 00000000-0000-4000-8000-000000000001',
  );

/** Secrets stand elsewhere, so that the file can be shown and kept under version control. */
export const secret = z
  .union([
    z.strictObject({ env: z.string().regex(/^[A-Za-z_]\w*$/, 'the name of an environment variable') }),
    z.strictObject({ file: z.string().min(1) }),
  ])
  .describe('Where the secret is: {env: NAME} or {file: path}; never the secret itself.');

/** As in the template of the collector that Microsoft 365 customers know: a service is there, perhaps switched off. */
const service = z.strictObject({ enabled: z.boolean().default(true) }).nullable();

const services = z
  .strictObject(
    Object.fromEntries([...FEED_SERVICES, 'pim_alerts'].map((name) => [name, service.optional()])),
  )
  .describe('What is read. A service that is not named is not read.');

/** Credentials do not belong into an address: it is shown in messages. */
const address = z
  .url({ protocol: /^https?$/, error: 'an address that begins with http:// or https://' })
  .regex(/^[^@]*$/, 'an address without user and password')
  .describe('http or https, without user and password.');

const endpoints = z
  .strictObject({
    management_api: address.optional().describe('Instead of e.g. https://manage.office.com.'),
    login: address.optional().describe('Instead of e.g. https://login.microsoftonline.com.'),
    graph: address.optional().describe('Instead of e.g. https://graph.microsoft.com.'),
  })
  .optional()
  .describe(
    'Roots that are asked instead of those of the cloud, e.g. of the mock: tokens are asked for them, and the service must name no address elsewhere.',
  );

const FIVE_DIGITS = 'five digits, e.g. 10001';

export const collectorId = z
  .union([
    z.int(FIVE_DIGITS).min(10_000, FIVE_DIGITS).max(99_999, FIVE_DIGITS),
    z.string().regex(/^\d{5}$/, FIVE_DIGITS),
  ])
  .describe('Five digits, another for each collector; heartbeats and records carry it.');

/** What both forms of the file say of a tenant. */
export const tenantFields = {
  cloud: z
    .enum(Object.keys(CLOUDS) as [CloudName, ...CloudName[]])
    .default('enterprise')
    .describe('Microsoft’s cloud of the tenant.'),
  endpoints,
  services,
  requests_per_minute: z
    .int()
    .min(10)
    .max(60_000)
    .default(2000)
    .describe('Requests that the tenant may be asked in a minute; 2,000 is what Microsoft grants at least.'),
};

export const credentialFields = {
  tenant_id: guid,
  client_id: guid.describe('Of the app registration.'),
};

const tenant = z.strictObject({
  name: z.string().min(1).describe('How messages and heartbeats call the tenant, e.g. contoso.com.'),
  ...credentialFields,
  client_secret: secret,
  ...tenantFields,
});

/** What both forms of the file say of the collector. */
export const collectorFields = {
  elasticsearch: z.strictObject({
    url: address,
    api_key: secret.optional().describe('The encoded key that `npm run setup` makes.'),
    namespace: z
      .string()
      .regex(/^[^A-Z\s\\/*?"<>|,#:-]{1,100}$/, 'small letters, digits, dots and underscores')
      .default('default')
      .describe('Last part of the names of the data streams.'),
    ca: z
      .string()
      .optional()
      .describe('PEM file of the authority that signed the certificate of the cluster.'),
  }),
  state: z
    .union([
      z.strictObject({ file: z.string().min(1).describe('A SQLite file; its folder must be there.') }),
      z.strictObject({ index: z.string().min(1).describe('An index of the same Elasticsearch.') }),
    ])
    .default({ file: 'collector-state.sqlite' })
    .describe('Where it is kept what was read; a path is relative to the folder of this file.'),
  dead_letters: z
    .strictObject({ file: z.string().min(1).describe('NDJSON; its folder must be there.') })
    .optional()
    .describe('Where records go that Elasticsearch refuses, instead of the data stream of dead letters.'),
  proxy: address.optional().describe('For the requests to Microsoft, e.g. http://proxy.example.com:3128.'),
  ca: z
    .string()
    .optional()
    .describe('PEM file of a private authority that signs what comes through the proxy.'),
  backlog_hours: z
    .number()
    .positive()
    .max(167)
    .default(24)
    .describe('How far back the first run begins; the service keeps seven days.'),
  interval_seconds: z
    .int()
    .min(10)
    .max(3600)
    .default(60)
    .describe('How often the service is asked for new content.'),
  overlap_minutes: z
    .int()
    .min(1)
    .max(720)
    .default(30)
    .describe('A window begins this long before the end of the last one, as content appears late.'),
  heartbeat_seconds: z
    .int()
    .min(10)
    .max(3600)
    .default(300)
    .describe('How often a heartbeat is written for each service and workload.'),
  ledger_days: z
    .number()
    .min(7)
    .max(30)
    .default(8)
    .describe('How long a record is known, so that it is not written again; the service keeps seven days.'),
  listen: z
    .strictObject({
      host: z.string().default('127.0.0.1'),
      port: z.int().min(0).max(65_535),
    })
    .optional()
    .describe('Where the health endpoint and the metrics answer.'),
};

/** The collector's configuration file. */
export const collectorSchema = z.strictObject({
  id: collectorId,
  tenants: z.array(tenant).min(1, 'at least one tenant'),
  ...collectorFields,
});

export type TenantEntry = z.infer<typeof tenant>;
export type CollectorFile = z.infer<typeof collectorSchema>;
