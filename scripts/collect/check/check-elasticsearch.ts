import type { CollectorConfig } from '../config/collector-config';
import { certificateCure, isCertificateTrouble } from '../api/certificate-trouble';
import { SecretError } from '../config/secret';
import { dataStreams } from '../data-streams';
import type { AskElasticsearch } from './fetch-like';
import { findingsAbout } from './finding';
import type { Finding } from './finding';

const { ok, warning, error } = findingsAbout('Elasticsearch');
const SETUP = 'npm run setup -- --url … makes the data streams and a key with just what the collector needs.';

const NEEDED = ['create_doc', 'auto_configure'];
const EXCESSIVE = ['read', 'delete', 'all'];

/** Whether the cluster answers, takes the key, and what the key may do. A key that can only create sees no data stream. */
export async function checkElasticsearch(config: CollectorConfig, ask: AskElasticsearch): Promise<Finding[]> {
  const { url, apiKey } = config.elasticsearch;
  try {
    const { status, body } = await ask('GET', '/_security/_authenticate');
    if (status === 200) {
      return [
        ok(`${url} accepts the key`),
        ...(await privileges(config, ask)),
        ...(await streamsThere(config, ask)),
      ];
    }
    if (status === 401) return [unauthorized(apiKey === undefined)];
    if (status === 400 || status === 405 || JSON.stringify(body).includes('no handler found')) {
      return [
        warning(`${url} answers, and has its security switched off`, 'Anybody may change its data.'),
        ...(await streamsThere(config, ask)),
      ];
    }
    return [error(`${url} answers with HTTP ${status}`, 'Check “elasticsearch.url”: is it Elasticsearch?')];
  } catch (failure) {
    const { message } = failure as Error;
    if (failure instanceof SecretError) {
      return [error(message, `Set it where the collector runs; “api_key” names it. ${SETUP}`)];
    }
    const cure = isCertificateTrouble(failure as Error)
      ? certificateCure('elasticsearch.ca')
      : 'Check “elasticsearch.url”, the network, and that the cluster runs.';
    return [error(`no answer from ${url}: ${message}`, cure)];
  }
}

function unauthorized(withoutKey: boolean): Finding {
  return withoutKey
    ? error('it wants an API key', `Name one by “elasticsearch.api_key”. ${SETUP}`)
    : error(
        'the API key is not accepted: it is wrong, has expired or was withdrawn',
        `Take “encoded” of the forms that Kibana shows (Stack Management → API keys). ${SETUP}`,
      );
}

/** Nothing where the key may not know, as that of setup. */
async function streamsThere(config: CollectorConfig, ask: AskElasticsearch): Promise<Finding[]> {
  const { audit, collector, deadLetter, pimAlert } = dataStreams(config.elasticsearch.namespace);
  const written = [
    audit,
    collector,
    ...(config.deadLetterFile === undefined ? [deadLetter] : []),
    ...(config.tenants.some(({ pimAlerts }) => pimAlerts) ? [pimAlert] : []),
  ];
  const answers = await Promise.all(
    written.map((name) => ask('GET', `/${encodeURIComponent(name)}?filter_path=none`)),
  );
  const missing = written.filter((_, place) => answers[place]?.status === 404);
  if (missing.length > 0) return [error(`there is no data stream ${missing.join(', ')}`, SETUP)];
  return answers.every(({ status }) => status === 200) ? [ok('the data streams are there')] : [];
}

interface Held {
  readonly index?: Readonly<Record<string, Readonly<Record<string, boolean>>>>;
}

async function privileges(
  { elasticsearch, state }: CollectorConfig,
  ask: AskElasticsearch,
): Promise<Finding[]> {
  const streams = Object.values(dataStreams(elasticsearch.namespace)) as string[];
  const stateIndex = 'index' in state ? [{ names: [state.index], privileges: ['read', 'write'] }] : [];
  const { status, body } = await ask('POST', '/_security/user/_has_privileges', {
    index: [{ names: streams, privileges: [...NEEDED, ...EXCESSIVE] }, ...stateIndex],
  });
  if (status !== 200) {
    return [warning(`it does not say what the key may do: HTTP ${status}`, 'Check again in some minutes.')];
  }
  const held = new Map(Object.entries((body as Held).index ?? {}));
  const may = (name: string, privilege: string): boolean => held.get(name)?.[privilege] === true;
  const lacking = [
    ...streams.flatMap((name) => NEEDED.filter((one) => !may(name, one)).map((one) => `${one} on ${name}`)),
    ...stateIndex.flatMap(({ names: [name = ''], privileges: wanted }) =>
      wanted.filter((one) => !may(name, one)).map((one) => `${one} on ${name}`),
    ),
  ];
  const excess = EXCESSIVE.filter((one) => streams.some((name) => may(name, one)));
  return [
    lacking.length === 0
      ? ok('the key may write all that the collector writes')
      : error(`the key lacks ${lacking.join(', ')}`, SETUP),
    ...(excess.length === 0
      ? []
      : [warning(`the key may do more than it must: ${excess.join(', ')}`, `Use a narrower one. ${SETUP}`)]),
  ];
}
