import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { conformancePage } from '../../scripts/conformance/page';
import { readResults, resultsFile, writeResults } from '../../scripts/conformance/results';
import { EXIT } from '../../scripts/commands/exit-codes';
import { report } from '../../scripts/commands/report-error';
import { startServer } from '../../scripts/engine';
import type { ServerEngineName } from '../../scripts/engine';
import { AREAS } from './areas';
import { disagreementText, runText } from './report';
import { runArea } from './run-area';
import type { Disagreement } from './run-area';
import { ConformanceServer } from './server';
import { writeVectors } from './write-vectors';

interface Options {
  readonly area?: readonly string[];
  readonly engine: ServerEngineName;
  readonly seconds: number;
  readonly comparisons?: number;
  readonly seed: number;
  readonly record?: boolean;
  readonly page?: boolean;
}

const root = join(__dirname, '..', '..');

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0)
    throw new InvalidArgumentError('expected a whole number, 0 or more');
  return number;
}

const command = new Command('conformance')
  .description('Ask the embedded engine and a real Elasticsearch random questions and compare the answers.')
  .addOption(
    new Option('--area <names...>', 'areas to compare; all by default').choices(
      AREAS.map(({ name }) => name),
    ),
  )
  .addOption(
    new Option('--engine <name>', 'the Elasticsearch')
      .choices(['local', 'container', 'url'])
      .default('local'),
  )
  .option('--seconds <n>', 'how long to ask, for each area', wholeNumber, 60)
  .option('--comparisons <n>', 'stop an area after so many comparisons', wholeNumber)
  .option('--seed <n>', 'the same seed asks the same questions', wholeNumber, Date.now() % 1_000_000_000)
  .option('--record', 'write disagreements to fixtures/conformance/, which npm test replays')
  .option('--page', 'write the counts to docs/conformance.json and docs/conformance.md');

async function main(options: Options): Promise<number> {
  const server = await startServer(options.engine, {
    env: process.env,
    password: randomBytes(12).toString('hex'),
    progress: (message) => process.stderr.write(`${message}\n`),
  });
  try {
    const connection = await ConformanceServer.connect(server);
    try {
      return await compare(options, connection);
    } finally {
      await connection.removeAll();
    }
  } finally {
    await server.stop();
  }
}

async function compare(options: Options, connection: ConformanceServer): Promise<number> {
  const { engine, seconds, seed, comparisons } = options;
  let failed = 0;
  for (const area of AREAS.filter(({ name }) => options.area?.includes(name) ?? true)) {
    const run = await runArea(area, connection, { seed, seconds, comparisons, progress: showProgress });
    if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
    console.log(runText(run));
    for (const one of run.disagreements) console.log(disagreementText(area.name, one));
    failed += run.disagreements.length;
    if (options.record === true) record(area.name, connection.version, run.disagreements);
    if (options.page === true) {
      writeResults(root, { server: `Elasticsearch ${connection.version}`, engine, areas: [run.tally] });
      writeFileSync(join(root, 'docs', 'conformance.md'), conformancePage(readResults(root)));
    }
  }
  if (options.page === true) console.log(`wrote ${resultsFile} and docs/conformance.md`);
  return failed === 0 ? EXIT.proven : EXIT.failed;
}

function record(area: string, version: string, disagreements: readonly Disagreement[]): void {
  const vectors = disagreements.flatMap(({ compared }) => (compared.vector ? [compared.vector] : []));
  if (vectors.length === 0) return;
  console.log(`wrote ${writeVectors(root, area, version, vectors)}`);
}

function showProgress(comparisons: number, disagreements: number): void {
  if (process.stderr.isTTY)
    process.stderr.write(`\r${comparisons} comparisons, ${disagreements} disagreements`);
}

command
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? EXIT.proven : EXIT.wrongContentOrCall))
  .parse();
main(command.opts<Options>()).then(
  (code) => (process.exitCode = code),
  (error: unknown) => (process.exitCode = report(error)),
);
