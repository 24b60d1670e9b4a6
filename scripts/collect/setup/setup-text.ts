import type { Request } from '../../engine/elasticsearch/connection';
import type { SetupOutcome } from './run-setup';

/** A request as Kibana's console takes it. */
export function requestText({ method, path, query, body }: Request, comment?: string): string {
  const parameters = Object.entries(query ?? {}).map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  );
  const address = parameters.length === 0 ? path : `${path}?${parameters.join('&')}`;
  return [
    ...(comment === undefined ? [] : [`# ${comment}`]),
    `${method} ${address}`,
    ...(body === undefined ? [] : [JSON.stringify(body, null, 2)]),
    '',
  ].join('\n');
}

/** What was done, for people; ends with the key. */
export function outcomeText({ version, done, notes, key }: SetupOutcome, namespace: string): string {
  const lines = [
    `Elasticsearch ${version}, namespace ${namespace}`,
    ...done.map(({ kind, name, outcome }) => `  ${outcome.padEnd(11)} ${kind.padEnd(8)} ${name}`),
    ...notes.map((note) => `\n${note}`),
  ];
  if (key === undefined) return lines.join('\n');
  const expiry =
    key.expiration === undefined ? 'does not expire' : `expires ${new Date(key.expiration).toISOString()}`;
  return [
    ...lines,
    '',
    `API key “${key.name}” (id ${key.id}, ${expiry}). It is shown this once:`,
    '',
    key.encoded,
    '',
    'Give it to the collector in an environment variable or a file that only the collector can read, and name that place',
    'in its configuration:',
    '',
    '  elasticsearch:',
    '    api_key: { env: COLLECTOR_API_KEY }   # or { file: /run/secrets/collector_api_key }',
  ].join('\n');
}
