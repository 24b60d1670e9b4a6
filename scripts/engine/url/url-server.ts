import { EngineError } from '../../base/errors';
import type { Address, Server } from '../elasticsearch/server';

/**
 * The cluster that ELASTICSEARCH_URL names, with ELASTICSEARCH_API_KEY, or ELASTICSEARCH_USERNAME and
 * ELASTICSEARCH_PASSWORD. Nothing is sent yet.
 *
 * @throws EngineError `ENGINE_NO_URL`, `ENGINE_BAD_URL`
 */
export function serverAtUrl(env: Readonly<Record<string, string | undefined>>): Server {
  const address = addressIn(env);
  return {
    address,
    shared: true,
    lost: (cause, answeredBefore) =>
      Promise.resolve((answeredBefore ? lost : unreachable)(address.url, cause)),
    stop: () => Promise.resolve(),
  };
}

function addressIn(env: Readonly<Record<string, string | undefined>>): Address {
  const named = given(env['ELASTICSEARCH_URL']);
  if (named === undefined) {
    throw new EngineError(
      'ENGINE_NO_URL',
      'The engine `url` needs ELASTICSEARCH_URL, which is not set.',
      'Set ELASTICSEARCH_URL, e.g. to https://elasticsearch.example.com:9200, and ELASTICSEARCH_API_KEY.',
    );
  }
  const url = URL.canParse(named) ? new URL(named) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw new EngineError(
      'ENGINE_BAD_URL',
      `ELASTICSEARCH_URL is ${JSON.stringify(named)}, which is no http or https URL.`,
      'It begins with https:// or http:// and has a host, e.g. https://elasticsearch.example.com:9200.',
    );
  }
  const [username, password] = [given(url.username), given(url.password)].map(decoded);
  url.username = '';
  url.password = '';
  return {
    url: url.href,
    apiKey: given(env['ELASTICSEARCH_API_KEY']),
    username: given(env['ELASTICSEARCH_USERNAME']) ?? username,
    password: given(env['ELASTICSEARCH_PASSWORD']) ?? password,
  };
}

function lost(url: string, cause: Error): EngineError {
  return new EngineError(
    'ENGINE_LOST',
    `Elasticsearch at ${url} stopped answering in the middle of the work: ${cause.message}`,
    'See whether the cluster still runs. What this run made there begins with "rulepack-" and may be deleted.',
    { cause },
  );
}

function unreachable(url: string, cause: Error): EngineError {
  const certificate = /certificate|self.signed|SSL|TLS/i.test(cause.message);
  return new EngineError(
    'ENGINE_UNREACHABLE',
    `Elasticsearch at ${url} does not answer: ${cause.message}`,
    certificate
      ? 'Its certificate is not trusted here: set NODE_EXTRA_CA_CERTS to the file of its certificate authority.'
      : 'Check ELASTICSEARCH_URL (http or https, port), that the cluster runs, and the network between.',
    { cause },
  );
}

/** An empty variable counts as not set. */
function given(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : value;
}

function decoded(value: string | undefined): string | undefined {
  return value === undefined ? undefined : decodeURIComponent(value);
}
