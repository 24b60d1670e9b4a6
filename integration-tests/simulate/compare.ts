import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadPack } from '../../scripts/content';
import { ENGINE_NAMES } from '../../scripts/engine';
import { simulate } from '../../scripts/simulate';
import { simulateOnEngine } from '../../scripts/simulate/on-engine';
import { differences } from './differences';
import { tenantLog } from './tenant-log';

/** How often each story is played. */
const ROUNDS = 5;
/** Records between two lines of progress. */
const STEP = 50_000;

/** Simulates a tenant embedded and on an Elasticsearch, and says what is not the same: exit code 1 where anything is. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      engine: { type: 'string', default: 'local' },
      users: { type: 'string', default: '1000' },
      days: { type: 'string', default: '30' },
      seed: { type: 'string', default: '7' },
    },
  });
  const engine = ENGINE_NAMES.find((name) => name === values.engine);
  if (engine === undefined) throw new Error(`--engine is one of ${ENGINE_NAMES.join(', ')}`);
  // It works for half an hour, so that compiling its code well pays.
  process.env['ES_JAVA_OPTS'] ??= '-XX:TieredStopAtLevel=4 -XX:ReservedCodeCacheSize=240m -Xms3g -Xmx3g';
  const pack = loadPack(resolve(__dirname, '../..'));
  const { users, days, seed } = values;
  const { log, labels } = tenantLog(pack, { users: Number(users), days: Number(days), seed }, ROUNDS);
  const progress = (records: number): void => {
    if (records % STEP === 0) say(`${records} records`);
  };
  say('embedded');
  const embedded = await simulate(pack, log, { labels, progress, workers: 0 });
  const server = await simulateOnEngine(pack, log, { engine, labels, progress, say });
  const found = differences(embedded, server);
  const alerts = [...server.tracks.values()].reduce((sum, track) => sum + track.alerts.length, 0);
  process.stdout.write(
    [
      `${server.report.records ?? 0} records, ${server.tracks.size} rules, ${alerts} alerts, ${server.report.source}`,
      ...server.notRun.map((slug) => `NOT RUN on the server: ${slug}`),
      ...found,
      found.length === 0 ? 'the same embedded and on the server' : `${found.length} differences`,
      '',
    ].join('\n'),
  );
  process.exitCode = found.length === 0 ? 0 : 1;
}

function say(message: string): void {
  process.stderr.write(`${new Date().toISOString()} ${message}\n`);
}

void main();
