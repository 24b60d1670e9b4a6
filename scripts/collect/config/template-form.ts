import { ContentError } from '../../base/errors';
import type { YamlDocument, YamlPath } from '../../base/yaml';
import { z } from '../../base/zod';
import { configProblem } from './config-problem';
import { collectorFields, collectorId, credentialFields, secret, tenantFields } from './schema';
import type { CollectorFile, TenantEntry } from './schema';

/** Where the secret is when the template does not say it. */
const DEFAULT_SECRET = 'O365_CLIENT_SECRET';

const input = z.strictObject({
  credentials: z.strictObject({
    ...credentialFields,
    client_secret: secret.default({ env: DEFAULT_SECRET }),
  }),
  enabled: z.boolean().default(true),
  id: collectorId.optional(),
  name: z
    .string()
    .min(1)
    .optional()
    .describe('How messages call the tenant; the name of the input by default.'),
  ...tenantFields,
});

/** The parameter template of a collector that customers of Microsoft 365 know, with what it has no place for beside it. */
export const templateSchema = z.strictObject({
  id: collectorId.optional(),
  inputs: z.record(z.string(), input).describe('One for each tenant, e.g. office365 and office365_2.'),
  ...collectorFields,
});

export type TemplateFile = z.infer<typeof templateSchema>;

export interface Normalized {
  readonly file: CollectorFile;
  /** Where each tenant's `tenant_id` stands. */
  readonly places: readonly YamlPath[];
}

/**
 * The same configuration in the form that is used. Inputs that are switched off are left out.
 *
 * @throws ContentError `CONFIG_NO_INPUT`, `CONFIG_NO_ID`, `CONFIG_TWO_IDS`
 */
export function fromTemplate({ inputs, id, ...common }: TemplateFile, document: YamlDocument): Normalized {
  const enabled = Object.entries(inputs).filter(([, each]) => each.enabled);
  if (enabled.length === 0) {
    throw new ContentError(
      configProblem(document, ['inputs'], {
        code: 'CONFIG_NO_INPUT',
        message: 'no input is switched on',
        expected: 'at least one input with “enabled: true”',
        hint: 'Switch on the tenant that is to be read.',
      }),
    );
  }
  return {
    file: {
      ...common,
      id: id ?? commonId(enabled, document),
      tenants: enabled.map(([key, each]) => tenantOf(key, each)),
    },
    places: enabled.map(([key]) => ['inputs', key, 'credentials', 'tenant_id']),
  };
}

type Input = z.infer<typeof input>;

function tenantOf(key: string, { credentials, name = key, ...rest }: Input): TenantEntry {
  const { cloud, endpoints, services, requests_per_minute } = rest;
  return { name, ...credentials, cloud, endpoints, services, requests_per_minute };
}

/** Heartbeats and records carry one id, that of the collector. */
function commonId(inputs: readonly (readonly [string, Input])[], document: YamlDocument): string | number {
  const given = inputs.flatMap(([key, { id }]) => (id === undefined ? [] : [{ key, id }]));
  const [first] = given;
  if (first === undefined) {
    throw new ContentError(
      configProblem(document, ['inputs', inputs[0]?.[0] ?? ''], {
        code: 'CONFIG_NO_ID',
        message: 'the collector has no id',
        expected: '“id” with five digits, e.g. "10001"',
        hint: 'Write it into the input, another for each collector.',
      }),
    );
  }
  const other = given.find(({ id }) => String(id) !== String(first.id));
  if (other === undefined) return first.id;
  throw new ContentError(
    configProblem(document, ['inputs', other.key, 'id'], {
      code: 'CONFIG_TWO_IDS',
      message: 'the inputs have different ids',
      found: String(other.id),
      expected: `${first.id}, the id of “${first.key}”: one collector has one id`,
      hint: 'Write one “id” beside “inputs”, which counts for all of them, or run a collector for each input.',
    }),
  );
}
