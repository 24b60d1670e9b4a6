import { Option } from 'commander';
import type { Command } from 'commander';
import { ENGINES } from './engines';
import type { GenerateOptions } from './generate';
import type { NoiseOptions } from './noise';
import { findPackRoot } from './pack-root';
import type { SimulateCall } from './simulate';

/** What looks at a whole tenant: its log made up, simulated, or read from a cluster; each loads its libraries when called. */
export function addTenantCommands(program: Command): void {
  addLogOptions(program.command('generate'))
    .description('make up the audit log of a whole tenant: ordinary days, and attacks among them')
    .option('--labels <file>', 'which records belong to attacks, as NDJSON')
    .option('--out <file>', 'where the log goes; standard output, when none is named')
    .addOption(
      new Option(
        '--form <form>',
        'lines with the record alone, or in an envelope with its arrival and stream',
      ).choices(['raw', 'envelope']),
    )
    .option('--url <cluster>', 'send the log to the data streams of this Elasticsearch')
    .option('--json', 'print the summary as JSON')
    .addHelpText(
      'after',
      '\nELASTICSEARCH_API_KEY: the encoded key for --url. A log that was interrupted is sent again as a whole;\n' +
        'what is there already is not written twice. docs/generating.md describes activities, profiles and stories.\n' +
        'Exit codes: 0 done, or the reader of standard output went away; 1 the log cannot be kept (disk, refused);\n' +
        '2 the call or a story is wrong; 3 Elasticsearch is not there.',
    )
    .action(async (options: GenerateOptions) => {
      const { generate } = await import('./generate');
      process.exitCode = await generate(findPackRoot(), options);
    });

  addLogOptions(program.command('simulate'))
    .description('run the rules over days of a log as Kibana would: how many alerts, how many of them true')
    .option('--log <ndjson>', 'this log and none that is made up; - for standard input')
    .option('--labels <file>', 'which records of --log belong to attacks, as generate writes it')
    .option('--lag <time>', 'how late records arrive: 30m, 60m-90m, or delivery; else as the log says')
    .option('--rule <slug...>', 'only these rules; patterns such as exo-mailbox-* are allowed')
    .option('--tag <tag...>', 'only rules with one of these tags')
    .option('--from <time>', 'what if every run looked back to this, e.g. now-30m')
    .option('--interval <time>', 'what if rules ran so often, e.g. 5m')
    .option('--max-signals <number>', 'what if a run made so many alerts at most')
    .addOption(
      new Option(
        '--timestamp-override <clock>',
        'what if rules looked for what arrived (on: event.ingested) or happened (off: @timestamp)',
      ).choices(['on', 'off']),
    )
    .option('--sweep', 'also: which share of the alerts is lost, by lookback, lag and clock')
    .addOption(new Option('--engine <name>', 'where to run the rules').choices(ENGINES).default('embedded'))
    .option('--html <file>', 'write the report as a web page too')
    .option('--json', 'print the report as JSON')
    .option('--out <file>', 'where the report goes; standard output, when none is named')
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  simulate --users 200 --days 7 --stories                       a tenant that is made up, attacks in it\n' +
        '  simulate --log audit.ndjson --labels attacks.ndjson           records of your own\n' +
        '  generate --form envelope | simulate --log -                   the same through a pipe\n' +
        '  simulate --from now-30m --interval 5m --timestamp-override off   what if\n' +
        '\nA line of --log is a record as Microsoft sends it, or {"arrival": …, "stream": …, "record": …}. Without an\n' +
        'arrival a record is as late as the services deliver. docs/simulating.md says what is simulated and how to\n' +
        'read the report.\n' +
        'Exit codes: 0 done, 2 the call, the log or its labels are wrong, 3 the engine is not there.',
    )
    .action(async (call: SimulateCall) => {
      const { simulateCommand } = await import('./simulate');
      process.exitCode = await simulateCommand(findPackRoot(), call);
    });

  program
    .command('noise')
    .alias('backtest')
    .description(
      'run the rules over the past days of a cluster, reading only: how noisy would they have been',
    )
    .requiredOption('--url <cluster>', 'address of the Elasticsearch')
    .option('--days <number>', 'whole days (UTC)', '7')
    .option('--until <day>', 'the last of them, as YYYY-MM-DD; yesterday, when none is named')
    .option('--rule <slug...>', 'only these rules; patterns such as exo-mailbox-* are allowed')
    .option('--tag <tag...>', 'only rules with one of these tags')
    .option('--rate <number>', 'requests a second, at most', '5')
    .option('--state <file>', 'where progress is kept; in the cache folder, when none is named')
    .option('--fresh', 'begin anew instead of going on where an earlier run stopped')
    .option('--html <file>', 'write the report as a web page too')
    .option('--ca <file>', 'PEM file of the authority that signed the certificate of the cluster')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      '\nELASTICSEARCH_API_KEY: the encoded key, with the privileges read and view_index_metadata on the rules’ indices.\n' +
        'A run that was interrupted goes on where it stopped when the same command is called again.\n' +
        'Exit codes: 0 done, 2 the call is wrong, 3 the cluster does not answer or refuses.',
    )
    .action(async (options: NoiseOptions) => {
      const { noise } = await import('./noise');
      process.exitCode = await noise(findPackRoot(), options);
    });
}

/** What a log that is made up is like. */
function addLogOptions(command: Command): Command {
  return command
    .option('--users <number>', 'people who work in the tenant')
    .option('--days <number>', 'how long the log is')
    .option('--start <time>', 'its first day or full hour in UTC, e.g. 2026-03-02')
    .option('--seed <text>', 'the same seed and options, the same bytes')
    .option('--profile <yaml>', 'all of these and the rates from a file; options go before it')
    .addOption(
      new Option('--dialect <name>', 'values of Add-MailboxPermission').choices(['document', 'wire']),
    )
    .option('--activity <name...>', 'only these activities')
    .option('--stories [file...]', 'play these attacks, or all of fixtures/stories/, each at least once')
    .option('--attack-share <part>', 'part of all records that belongs to attacks, e.g. 0.0005');
}
