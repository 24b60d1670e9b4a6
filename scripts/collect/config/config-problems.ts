import type { Problem } from '../../base/errors';
import { nearest } from '../../base/nearest';
import { schemaIssues, valueAt } from '../../base/schema-issues';
import type { SchemaIssue } from '../../base/schema-issues';
import type { YamlDocument, YamlPath } from '../../base/yaml';
import type { ZodError } from 'zod';
import { FEED_SERVICES } from '../services';
import { configProblem } from './config-problem';
import { ALL_KEYS } from './known-keys';

/** Keys whose value is a secret, or stands where one is often written. */
const SECRET_KEYS = new Set(['client_secret', 'api_key']);
const SERVICES = [...FEED_SERVICES, 'pim_alerts'];

/** Secrets and placeholders that were left in the file: found before anything else is said about its values. */
export function literalProblems(document: YamlDocument): Problem[] {
  return [...texts(document.value, [])].flatMap(([path, text]) => {
    const key = String(path.at(-1));
    if (SECRET_KEYS.has(key)) return [literalSecret(document, path, key)];
    return /^<[^<>]*>$/.test(text.trim()) ? [placeholder(document, path, text)] : [];
  });
}

/** What a schema has against the file; values are shown only where they can be no secret. */
export function schemaProblems(document: YamlDocument, error: ZodError): Problem[] {
  return schemaIssues(error).flatMap((issue) =>
    issue.unknownKeys.length > 0
      ? issue.unknownKeys.map((key) => unknownKey(document, issue.path, key))
      : [invalidValue(document, issue)],
  );
}

function literalSecret(document: YamlDocument, path: YamlPath, key: string): Problem {
  const variable = key === 'api_key' ? 'ELASTICSEARCH_API_KEY' : 'O365_CLIENT_SECRET';
  return configProblem(document, path, {
    code: 'CONFIG_LITERAL_SECRET',
    message: `“${path.join('.')}” is given as text: a secret must not stand in the configuration`,
    expected: `{env: ${variable}} or {file: /run/secrets/${key}}`,
    hint:
      'Name the environment variable or the file that holds it. The secret that stood here may have been seen by others: ' +
      'replace it by a new one.',
  });
}

function placeholder(document: YamlDocument, path: YamlPath, text: string): Problem {
  return configProblem(document, path, {
    code: 'CONFIG_PLACEHOLDER',
    message: `“${path.join('.')}” still holds the placeholder of the template`,
    found: text,
    expected: path.at(-1) === 'id' ? 'five digits, e.g. "10001"' : 'your value',
    hint: 'Replace it, brackets and all; tenant id and client id stand on the overview of the app registration.',
  });
}

function invalidValue(document: YamlDocument, { path, message }: SchemaIssue): Problem {
  const value = valueAt(document.value, path);
  const name = path.length === 0 ? 'the content of the file' : `“${path.join('.')}”`;
  return configProblem(document, path, {
    code: value === undefined ? 'CONFIG_MISSING_KEY' : 'CONFIG_INVALID_VALUE',
    message: value === undefined ? `${name} is missing` : `${name} is not valid`,
    found: path.some((step) => SECRET_KEYS.has(String(step))) ? undefined : shown(value),
    expected: message.replace(/^Invalid input: (expected )?/, ''),
    hint: 'docs/examples/collector.yml has an example of every key, docs/schema/collector.schema.json describes them.',
  });
}

function unknownKey(document: YamlDocument, path: YamlPath, key: string): Problem {
  const isService = path.at(-1) === 'services';
  const known = isService ? SERVICES : ALL_KEYS;
  return configProblem(
    document,
    [...path, key],
    {
      code: isService ? 'CONFIG_UNKNOWN_SERVICE' : 'CONFIG_UNKNOWN_KEY',
      message: isService
        ? `unknown service “${key}”`
        : `unknown key “${key}”${path.length > 0 ? ` in “${path.join('.')}”` : ''}`,
      found: key,
      expected: isService ? `one of ${SERVICES.join(', ')}` : undefined,
      hint: known.includes(key)
        ? 'This key belongs to another part of the file; docs/examples/collector.yml shows where.'
        : `Remove it or correct its spelling${nearest(key, known)}.`,
    },
    'key',
  );
}

/** A list or object may hold a secret, an address a password. */
function shown(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  return text.includes('@') ? undefined : text.slice(0, 80);
}

/** Every text of a value, with its path. */
function* texts(value: unknown, path: YamlPath): Generator<[YamlPath, string]> {
  if (typeof value === 'string') yield [path, value];
  else if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) yield* texts(each, [...path, index]);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) yield* texts(each, [...path, key]);
  }
}
