import { randomBytes } from 'node:crypto';
import { startServer } from '../../scripts/engine';
import type { Server } from '../../scripts/engine';
import { testedEngine } from './shared-server';

declare global {
  // Jest hands nothing from the start of a run to its end but the global object.
  var sharedServer: Server | undefined;
}

/**
 * Boots one Elasticsearch for all suites, with security on, and points ELASTICSEARCH_URL and its credentials at it:
 * suites use it by the engine `url`, each under names of its own.
 */
export default async function startSharedServer(): Promise<void> {
  const start = performance.now();
  const server = await startServer(testedEngine(), {
    env: process.env,
    password: randomBytes(12).toString('hex'),
    progress: (message) => process.stderr.write(`${message}\n`),
  });
  const { url, username, password } = server.address;
  globalThis.sharedServer = server;
  process.env['ELASTICSEARCH_URL'] = url;
  if (username !== undefined) process.env['ELASTICSEARCH_USERNAME'] = username;
  if (password !== undefined) process.env['ELASTICSEARCH_PASSWORD'] = password;
  process.stderr.write(
    `${testedEngine()} answers at ${url} after ${Math.round(performance.now() - start)} ms\n`,
  );
}
