import { EngineError } from '../../base/errors';
import { connect } from '../../engine/elasticsearch/connection';
import type { Connection } from '../../engine/elasticsearch/connection';
import { serverAtUrl } from '../../engine/url/url-server';

/**
 * A connection to the cluster that `--url` names, with the administrator's credentials of the environment: ELASTICSEARCH_API_KEY,
 * or ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD. Nothing is sent yet.
 */
export function openCluster(url: string, env: NodeJS.ProcessEnv): Promise<Connection> {
  const { address } = serverAtUrl({ ...env, ELASTICSEARCH_URL: url });
  return connect(address, (cause) => Promise.resolve(unreachable(url, cause)));
}

function unreachable(url: string, cause: Error): EngineError {
  return new EngineError(
    'ENGINE_UNREACHABLE',
    `Elasticsearch at ${url} does not answer: ${cause.message}`,
    /certificate|self.signed|SSL|TLS/i.test(cause.message)
      ? 'Its certificate is not trusted here: name the file of its certificate authority with --ca.'
      : 'Check --url (http or https, port), that the cluster runs, and the network between. What was done may be done again.',
    { cause },
  );
}
