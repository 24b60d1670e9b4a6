import { readFileSync } from 'node:fs';
import { ContentError } from '../base/errors';

/** The encoded API key for Kibana, from a file or from KIBANA_API_KEY; errors never show it. Throws ContentError. */
export function readApiKey(file: string | undefined, environment: NodeJS.ProcessEnv): string {
  const place = file === undefined ? 'KIBANA_API_KEY' : `--api-key-file ${file}`;
  const key = (file === undefined ? environment['KIBANA_API_KEY'] : readKeyFile(file))?.trim() ?? '';
  if (key === '') {
    throw new ContentError({
      code: 'CALL_NO_API_KEY',
      message: file === undefined ? 'no API key for Kibana' : `${place} is empty`,
      expected: 'an encoded API key in KIBANA_API_KEY, or a file with it by --api-key-file',
      hint: 'docs/importing.md says how to make one. It is never given on the command line, where others can read it.',
    });
  }
  return encoded(key, place);
}

/** The encoded API key in ELASTICSEARCH_API_KEY; undefined for a cluster without security. Throws ContentError. */
export function elasticsearchApiKey(environment: NodeJS.ProcessEnv): string | undefined {
  const key = environment['ELASTICSEARCH_API_KEY']?.trim() ?? '';
  return key === '' ? undefined : encoded(key, 'ELASTICSEARCH_API_KEY');
}

function encoded(key: string, place: string): string {
  if (/^[\w+/-]+={0,2}$/.test(key)) return key;
  throw new ContentError({
    code: 'CALL_BAD_API_KEY',
    message: `${place} holds no encoded API key`,
    expected: 'one word of letters, digits, +, /, _, - and = (Base64)',
    hint: 'Take “encoded” of the three forms that Kibana shows, not “id”, “api_key” or the whole JSON.',
  });
}

function readKeyFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ContentError({
      code: 'CALL_API_KEY_FILE',
      message: `--api-key-file ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      hint: 'Name a file that holds the encoded API key and nothing else.',
    });
  }
}
