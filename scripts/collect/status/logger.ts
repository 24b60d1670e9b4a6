import pino from 'pino';
import type { DestinationStream, Logger } from 'pino';

/** Names under which secrets travel, at the top of an entry and down to where clients keep headers in their errors. */
const SECRET = [
  ...['authorization', 'Authorization', 'client_secret', 'clientSecret'],
  ...['api_key', 'apiKey', 'access_token'],
];
const DEEP = ['', '*.', '*.*.', '*.*.*.', '*.*.*.*.', '*.*.*.*.*.'];

/**
 * The collector's log: a JSON object a line, with the level by name and the time in ISO 8601. Nothing is logged that holds a
 * secret; should an error of a library do, it is not written under the usual names.
 */
export function makeLogger(level: string, destination: DestinationStream): Logger {
  return pino(
    {
      level,
      base: { service: { name: 'o365-rulepack-collector' } },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: DEEP.flatMap((prefix) => SECRET.map((name) => prefix + name)), censor: '[secret]' },
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
}
