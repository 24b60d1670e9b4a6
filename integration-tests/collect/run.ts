import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { startServer } from '../../scripts/engine';
import { testedEngine } from '../engine/shared-server';
import { figuresText } from '../../scripts/bench';
import { benchCollector } from './bench';
import { collectMass } from './mass';
import type { MassResult } from './mass';
import { backlogOf, soakOf } from './mass-content';
import { Tally, lineOf, prove } from './prove';
import { TargetServer } from './target';

/** Megabytes, resident, whatever the backlog. */
const MEMORY = 200;

/** Starts an Elasticsearch, or takes the one that O365_RULEPACK_ENGINE=url names, and plays schedules of faults on it. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      schedules: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      from: { type: 'string', default: '0' },
      only: { type: 'string' },
      jobs: { type: 'string', default: '2' },
      verbose: { type: 'boolean', default: false },
      backlog: { type: 'boolean', default: false },
      users: { type: 'string', default: '200' },
      soak: { type: 'boolean', default: false },
      records: { type: 'string', default: '1000000' },
      bench: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '3' },
      json: { type: 'boolean', default: false },
    },
  });
  const { seed, only } = values;
  const first = Number(only ?? values.from);
  const count = only === undefined ? Number(values.schedules) : 1;
  await using server = await started();
  await using target = await server.open();
  if (values.bench) {
    const found = await benchCollector(target, {
      users: Number(values.users),
      hours: 96,
      rounds: Number(values.rounds),
      say,
    });
    process.stdout.write(values.json ? JSON.stringify(found) : figuresText(found));
    return;
  }
  if (values.backlog || values.soak) {
    const all = values.soak ? soakOf(Number(values.records), seed) : backlogOf(Number(values.users), seed);
    process.exitCode = report(await collectMass(target, all)) ? 0 : 1;
    return;
  }
  const begun = performance.now();
  const tally = new Tally();
  await prove(target, {
    seed,
    numbers: Array.from({ length: count }, (_, place) => first + place),
    jobs: Number(values.jobs),
    played: (one) => {
      tally.add(one);
      say(lineOf(one));
      if (values.verbose) say(JSON.stringify(one.schedule, undefined, 1));
      for (const problem of one.problems) say(`  ${problem}`);
      if (one.problems.length > 0 || values.verbose) for (const line of one.log) say(`    ${line}`);
    },
  });
  const seconds = Math.round((performance.now() - begun) / 1000);
  process.stdout.write(`${tally.text}\n${String(seconds).padStart(9)} s\n`);
  for (const { schedule } of tally.failed) {
    process.stdout.write(`FAILED: npm run collect:prove -- --seed ${seed} --only ${schedule.number}\n`);
  }
  process.exitCode = tally.failed.length === 0 ? 0 : 1;
}

/** Whether all is well. */
function report(result: MassResult): boolean {
  const { records, seconds, missing, wrong, peakMegabytes, manners, complaints, failure } = result;
  const { busiestMinute, longestWindow, repeatedBlobs } = manners;
  const lines = [
    `${records} records in ${seconds.toFixed(1)} s: ${Math.round(records / seconds)} a second`,
    `${missing.length} missing, ${wrong.length} twice or never published`,
    `${Math.round(peakMegabytes)} MB resident at most`,
    `${busiestMinute} requests of a tenant in the busiest minute; longest window ${longestWindow / 3_600_000} h; ${repeatedBlobs.size} blobs fetched twice`,
    ...complaints.slice(0, 10).map((line) => JSON.stringify(line)),
    ...(failure === undefined ? [] : [`FAILED: ${failure}`]),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return failure === undefined && missing.length + wrong.length === 0 && peakMegabytes < MEMORY;
}

/** Points the environment at a server, as the suites do. */
async function started(): Promise<AsyncDisposable & { open(): Promise<TargetServer> }> {
  const name = testedEngine();
  const server = await startServer(name, {
    env: process.env,
    password: randomBytes(12).toString('hex'),
    progress: say,
  });
  const { url, username, password } = server.address;
  process.env['ELASTICSEARCH_URL'] = url;
  if (username !== undefined) process.env['ELASTICSEARCH_USERNAME'] = username;
  if (password !== undefined) process.env['ELASTICSEARCH_PASSWORD'] = password;
  return { open: () => TargetServer.open(), [Symbol.asyncDispose]: () => server.stop() };
}

function say(message: string): void {
  process.stderr.write(`${message}\n`);
}

void main();
