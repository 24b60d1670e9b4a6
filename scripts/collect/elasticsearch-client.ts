import { Client, UndiciConnection } from '@elastic/elasticsearch';
import type { ClientOptions } from '@elastic/elasticsearch';
import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import type { CollectorConfig } from './config/collector-config';
import type { Secret } from './config/secret';

/** Longest wait for any answer, milliseconds: a cluster that is short of breath takes its time over a bulk request. */
const REQUEST_TIMEOUT = 120_000;

/**
 * The client of all that the collector asks of Elasticsearch. It repeats nothing by itself: whether a request may be
 * repeated is known to who sent it. Requests throw SecretError while the API key cannot be read.
 *
 * @throws an error of the file system when the authority's file cannot be read
 */
export function makeElasticsearch({
  elasticsearch: { url, apiKey, ca },
}: Pick<CollectorConfig, 'elasticsearch'>): Client {
  const options: ClientOptions = {
    node: url,
    maxRetries: 0,
    requestTimeout: REQUEST_TIMEOUT,
    // Ids of records may be any text; JSON.parse keeps `__proto__` as an ordinary key.
    disablePrototypePoisoningProtection: true,
    ...(ca === undefined ? {} : { tls: { ca: [...rootCertificates, readFileSync(ca, 'utf8')] } }),
    ...(apiKey === undefined ? {} : { Connection: withKey(apiKey) }),
  };
  return new Client(options);
}

/** Reads the key for every request, so that one that was renewed in a mount is used without a restart. */
function withKey(key: Secret): typeof UndiciConnection {
  const KeyedConnection: typeof UndiciConnection = class extends UndiciConnection {
    override async request(...[params, options]: Parameters<UndiciConnection['request']>): Promise<never> {
      const headers = { ...params.headers, authorization: `ApiKey ${key.reveal()}` };
      return (await super.request({ ...params, headers }, options)) as never;
    }
  };
  return KeyedConnection;
}
