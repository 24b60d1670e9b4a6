import { Command, CommanderError, Option } from 'commander';
import type { BenchOptions } from './bench';
import type { CoverageOptions } from './coverage';
import { ENGINES } from './engines';
import { EXIT } from './exit-codes';
import { findPackRoot } from './pack-root';
import type { ExplainOptions } from './explain';
import type { MutateOptions } from './mutate';
import { addCollectCommands } from './collect-commands';
import { addReleaseCommands } from './release-commands';
import { report } from './report-error';
import { addTenantCommands } from './tenant-commands';
import type { VerifyOptions } from './verify';

/** `--changed` without a ref is true. */
type VerifyCall = Omit<VerifyOptions, 'changed'> & {
  readonly changed?: string | true;
  readonly watch?: boolean;
};

/** Runs the command line and sets the exit code. */
export async function main(argv: readonly string[]): Promise<void> {
  const program = createProgram();
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? EXIT.proven : EXIT.wrongContentOrCall;
      return;
    }
    process.exitCode = report(error);
  }
}

/** The commands are loaded when they are called, so that none pays for another's libraries. */
function createProgram(): Command {
  const program = new Command('o365-rulepack')
    .description('Detection rules for Microsoft 365 on Elastic, each proven against raw audit records.')
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError('(add --help for the options)')
    .addHelpText(
      'after',
      '\nExit codes: 0 proven, 1 something failed, 2 the content or the call is wrong, 3 the engine is not there.',
    );

  program
    .command('verify')
    .description('prove rules: raw records → ingest pipeline → rule run → alert')
    .addOption(new Option('--engine <name>', 'where to prove').choices(ENGINES).default('embedded'))
    .option('--rule <slug...>', 'only these rules; patterns such as exo-mailbox-* are allowed')
    .option('--tag <tag...>', 'only rules with one of these tags, e.g. "Tactic: Persistence"')
    .option('--changed [ref]', 'only rules changed since a git ref (HEAD, when none is named)')
    .option('--watch', 'prove again after every save')
    .option('--json', 'print the proof as JSON')
    .option('--junit <file>', 'write a JUnit XML report too')
    .addHelpText(
      'after',
      '\nEngines:\n' +
        '  embedded   in this process, needs nothing but Node\n' +
        '  local      a real Elasticsearch as a child process (ES_HOME, or assembled from Maven Central; needs Java 21)\n' +
        '  container  a real Elasticsearch by Testcontainers (Docker; ES_IMAGE names another image)\n' +
        '  url        a running cluster (ELASTICSEARCH_URL, ELASTICSEARCH_API_KEY); it is left as it was found',
    )
    .action(async ({ changed, ...options }: VerifyCall) => {
      const since = changed === true ? 'HEAD' : changed;
      const request = { ...options, changed: since };
      const root = findPackRoot();
      if (options.watch === true) {
        const { watch } = await import('./watch');
        await watch(root, request);
      }
      const { verify } = await import('./verify');
      process.exitCode = await verify(root, request);
    });

  program
    .command('explain')
    .description('show clause by clause why a rule’s query holds on an event or not')
    .argument('<event>', 'file with one raw record as JSON; - reads standard input')
    .requiredOption('--rule <slug>', 'the rule')
    .option('--stream <dataset>', 'where the event comes from, for a rule over several streams')
    .option('--ecs', 'the event is a finished ECS document, no pipeline runs')
    .option('--json', 'print the explanation as JSON')
    .action(async (event: string, options: ExplainOptions) => {
      const { explain } = await import('./explain');
      process.exitCode = explain(findPackRoot(), event, options);
    });

  program
    .command('mutate')
    .description(
      'change rules and pipelines in one place at a time: some case or fixture must notice each change',
    )
    .option('--rule <slug...>', 'only these rules, no pipelines; patterns such as exo-mailbox-* are allowed')
    .option('--tag <tag...>', 'only rules with one of these tags, no pipelines')
    .option('--json', 'print the outcome as JSON')
    .action(async (options: MutateOptions) => {
      const { mutate } = await import('./mutate');
      process.exitCode = await mutate(findPackRoot(), options);
    });

  program
    .command('coverage')
    .description(
      'which rows of the documents have a proven rule; writes docs/coverage.md, the ATT&CK matrix and its Navigator layer',
    )
    .addOption(
      new Option(
        '--engine <name>',
        'prove the pack on embedded and on this engine first, and record it',
      ).choices(ENGINES.slice(1)),
    )
    .option('--check', 'write nothing; fail where a page is out of date')
    .option('--json', 'print the coverage as JSON')
    .action(async (options: CoverageOptions) => {
      const { writeCoverage } = await import('./coverage');
      process.exitCode = await writeCoverage(findPackRoot(), options);
    });

  addReleaseCommands(program);
  addTenantCommands(program);
  addCollectCommands(program);

  program
    .command('schemas')
    .description('write the JSON Schemas for editors to docs/schema/, and the table of ECS fields')
    .action(async () => {
      const { schemas } = await import('./schemas');
      process.exitCode = schemas(findPackRoot());
    });

  program
    .command('bench')
    .description('measure speed and memory, each figure beside a baseline of the same run')
    .addOption(new Option('--engine <name>', 'measure proofs on this engine too').choices(ENGINES.slice(1)))
    .option('--json', 'print the figures as JSON')
    .action(async (options: BenchOptions) => {
      const { bench } = await import('./bench');
      process.exitCode = await bench(findPackRoot(), options);
    });

  return program;
}
