import { ContentError } from '../base/errors';
import { Http } from '../collect/api/http';
import { checkCollector, findingsText } from '../collect/check';
import type { AskElasticsearch } from '../collect/check';
import { STEADY_CLOCK, SYSTEM_CLOCK } from '../collect/clock';
import { runCollector } from '../collect/collector';
import type { CollectorConfig } from '../collect/config/collector-config';
import { readCollectorConfig } from '../collect/config/read-config';
import { SecretError } from '../collect/config/secret';
import type { Secret } from '../collect/config/secret';
import { makeElasticsearch } from '../collect/elasticsearch-client';
import { openState, StateError } from '../collect/state';
import { makeLogger } from '../collect/status/logger';
import { readManifest } from '../versions';
import { replay } from './collect-replay';
import { CollectTerminal } from './collect-terminal';
import { EXIT } from './exit-codes';
import { stopOnSignals } from './stop-on-signals';

export interface CollectOptions {
  readonly config: string;
  readonly check?: boolean;
  readonly once?: boolean;
  readonly replay?: boolean;
  readonly json?: boolean;
  readonly logLevel: string;
}

/** Collects until a signal ends it, or checks whether it could. */
export async function collect(root: string, options: CollectOptions): Promise<number> {
  const config = readCollectorConfig(options.config, process.env);
  if (options.check === true) return check(config, options.json === true);
  refuseMissingSecrets(config);
  using stop = stopOnSignals();
  try {
    const terminal = new CollectTerminal();
    // Standard output of a replay is its outcome.
    const logger = makeLogger(options.logLevel, options.replay === true ? process.stderr : terminal);
    if (options.replay === true)
      return await replay(config, { logger, signal: stop.signal, json: options.json === true });
    const { stuck } = await runCollector(config, {
      clock: SYSTEM_CLOCK,
      steady: STEADY_CLOCK,
      logger,
      signal: stop.signal,
      once: options.once === true,
      ...(process.stderr.isTTY ? { show: (...all) => terminal.show(...all) } : {}),
      version: readManifest(root).version,
    });
    return stuck === 0 ? EXIT.proven : EXIT.failed;
  } catch (error) {
    throw forPeople(error);
  }
}

async function check(config: CollectorConfig, json: boolean): Promise<number> {
  await using http = new Http(config);
  const client = makeElasticsearch(config);
  const ask: AskElasticsearch = async (method, path, body) => {
    const { statusCode, body: answer } = await client.transport.request(
      { method, path, ...(body === undefined ? {} : { body }) },
      { meta: true, ignore: [400, 401, 403, 404, 405, 500, 502, 503] },
    );
    return { status: statusCode, body: answer };
  };
  try {
    const findings = await checkCollector(config, {
      fetch: (url, request) => http.text(url, request),
      clock: SYSTEM_CLOCK,
      elasticsearch: ask,
      openState: (state) =>
        openState(state, {
          steady: STEADY_CLOCK,
          clock: SYSTEM_CLOCK,
          client,
          collectorId: config.id,
          stop: AbortSignal.timeout(STATE_TIMEOUT),
        }),
    });
    process.stdout.write(`${json ? JSON.stringify({ findings }, null, 2) : findingsText(findings)}\n`);
    return findings.some(({ level }) => level === 'error') ? EXIT.failed : EXIT.proven;
  } finally {
    await client.close();
  }
}

/** Milliseconds that a check waits for the state index: a collector that holds it shows so every 20 seconds. */
const STATE_TIMEOUT = 25_000;

/** Better at the start than after the first hour. */
function refuseMissingSecrets({ tenants, elasticsearch }: CollectorConfig): void {
  const { apiKey } = elasticsearch;
  const named: [string, Secret][] = [
    ...tenants.map(({ name, clientSecret }): [string, Secret] => [name, clientSecret]),
    ...(apiKey === undefined ? [] : [['Elasticsearch', apiKey] as [string, Secret]]),
  ];
  const problems = named.flatMap(([about, secret]) => {
    try {
      secret.reveal();
      return [];
    } catch (error) {
      if (!(error instanceof SecretError)) throw error;
      return [secretProblem(`${about}: ${error.message}`)];
    }
  });
  if (problems.length > 0) throw new ContentError(problems);
}

function secretProblem(message: string): { code: string; message: string; hint: string } {
  return {
    code: 'CONFIG_NO_SECRET',
    message,
    hint: 'Set it where the collector runs; the configuration only names the place. collect --check tries everything.',
  };
}

/** What somebody can mend is no fault of the program. */
function forPeople(error: unknown): unknown {
  if (error instanceof StateError) {
    return new ContentError({ code: error.code, message: error.message, hint: error.hint });
  }
  return error instanceof SecretError ? new ContentError(secretProblem(error.message)) : error;
}
