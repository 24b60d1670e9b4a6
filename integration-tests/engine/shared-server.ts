import { createEngine } from '../../scripts/engine';
import type { Engine, ServerEngineName } from '../../scripts/engine';

const SERVER_ENGINES: readonly ServerEngineName[] = ['local', 'container', 'url'];

/** The engine that O365_RULEPACK_ENGINE names. */
export function testedEngine(): ServerEngineName {
  const named = process.env['O365_RULEPACK_ENGINE'] ?? 'local';
  const engine = SERVER_ENGINES.find((name) => name === named);
  if (engine === undefined)
    throw new Error(`O365_RULEPACK_ENGINE is ${named}; it can be ${SERVER_ENGINES.join(', ')}`);
  return engine;
}

/** An engine on the one server of this run; whatever other suites put there, it does not see. */
export function sharedEngine(env: Readonly<Record<string, string | undefined>> = process.env): Engine {
  return createEngine('url', { env });
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** One request to the shared server, past the engine, as the user `elastic`. */
export async function ask(method: string, path: string, body?: object): Promise<Answer> {
  const { ELASTICSEARCH_URL, ELASTICSEARCH_USERNAME, ELASTICSEARCH_PASSWORD } = process.env;
  const credentials = Buffer.from(`${ELASTICSEARCH_USERNAME ?? ''}:${ELASTICSEARCH_PASSWORD ?? ''}`).toString(
    'base64',
  );
  const response = await fetch(new URL(path, ELASTICSEARCH_URL), {
    method,
    headers: {
      'content-type': 'application/json',
      ...(ELASTICSEARCH_USERNAME === undefined ? {} : { authorization: `Basic ${credentials}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}
