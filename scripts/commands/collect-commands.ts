import { Option } from 'commander';
import type { Command } from 'commander';
import type { CollectOptions } from './collect';
import { findPackRoot } from './pack-root';
import type { SetupOptions } from './setup';

/** What brings records into Elasticsearch; each loads its libraries when called. */
export function addCollectCommands(program: Command): void {
  program
    .command('collect')
    .description('read the audit logs of Microsoft 365 tenants, and write them to Elasticsearch')
    .addOption(
      new Option('--config <file>', 'the configuration, YAML or JSON')
        .env('O365_COLLECTOR_CONFIG')
        .default('collector.yml'),
    )
    .addOption(
      new Option(
        '--check',
        'try credentials, permissions, Elasticsearch and state; collect nothing',
      ).conflicts(['once', 'replay']),
    )
    .option('--once', 'read what there is now, then end')
    .addOption(
      new Option('--replay', 'send the records of the dead letters again, then end').conflicts('once'),
    )
    .option('--json', 'print the outcome of --check or --replay as JSON')
    .addOption(
      new Option('--log-level <level>', 'what is logged')
        .choices(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
        .default('info'),
    )
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  collect --check                         is everything there, and what is to be done where it is not\n' +
        '  collect --config /etc/o365/collector.yml\n' +
        '  collect --once --log-level warn         the backlog, e.g. from cron\n' +
        '\n--replay takes the file of “dead_letters”, or the data stream; to read that, “elasticsearch.api_key” must name\n' +
        'another key, which may read it: the key of a collector may not. Dead letters stay where they are.\n' +
        'docs/examples/collector.yml is a configuration to begin with. SIGTERM and SIGINT end in order, a second one at once.\n' +
        'Exit codes: 0 ended in order, or --check found no error; 1 a content type is stuck, --check found an error,\n' +
        'or --replay did not get everything through;\n' +
        '2 call, configuration, secrets or state are wrong; 3 --replay does not reach Elasticsearch.\n' +
        'A run waits for Elasticsearch, with --once too; one whose state is an index ends with 2 when it is not there at the start.',
    )
    .action(async (options: CollectOptions) => {
      const { collect } = await import('./collect');
      process.exitCode = await collect(findPackRoot(), options);
    });

  program
    .command('setup')
    .description('make in Elasticsearch what collect needs, and an API key that can only do that')
    .requiredOption('--url <cluster>', 'address of the Elasticsearch')
    .option('--namespace <name>', 'last part of the names of the data streams', 'default')
    .option('--retention <time>', 'how long data is kept, e.g. 90d; for ever, when none is named')
    .option('--state-index <name>', 'an index for the state of collectors, which is in files otherwise')
    .option('--key-name <name>', 'under which Kibana lists the key')
    .option('--key-expiration <time>', 'how long the key is good, e.g. 365d; for ever, when none is named')
    .option('--no-key', 'make no key')
    .option('--dry-run', 'print the requests, and send nothing')
    .option('--ca <file>', 'PEM file of the authority that signed the certificate of the cluster')
    .option('--json', 'print the outcome as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  setup --url https://elasticsearch.example.com:9200 --retention 90d\n' +
        '  setup --url https://elasticsearch.example.com:9200 --dry-run\n' +
        '\nELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD: an administrator’s; with ELASTICSEARCH_API_KEY add --no-key.\n' +
        'Exit codes: 0 done, 2 the call is wrong, 3 the cluster does not answer or refuses.',
    )
    .action(async (options: SetupOptions) => {
      const { setup } = await import('./setup');
      process.exitCode = await setup(findPackRoot(), options);
    });
}
