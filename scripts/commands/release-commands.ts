import { Option } from 'commander';
import type { Command } from 'commander';
import type { BumpCall } from './bump';
import type { LintOptions } from './lint';
import type { ImportCommandOptions } from './import';
import { findPackRoot } from './pack-root';
import type { PagesOptions } from './pages';
import type { ReleaseOptions } from './release';

/** What a maintainer does before a release: check, bump, write pages, build; each loads its libraries when called. */
export function addReleaseCommands(program: Command): void {
  program
    .command('build')
    .description('write the rules as Kibana imports them: dist/rules/<id>.json and dist/o365-rulepack.ndjson')
    .option('--out <folder>', 'output folder, replaced as a whole', 'dist')
    .action(async (options: { out: string }) => {
      const { build } = await import('./build');
      process.exitCode = build(findPackRoot(), options);
    });

  program
    .command('bump')
    .description(
      'raise the versions of what changed since package-content/versions.lock.json, and write the changelog',
    )
    .addOption(
      new Option('--check', 'write nothing; fail where a version does not say what its content is').conflicts(
        ['message', 'type', 'link', 'retire', 'reason', 'first', 'dryRun'],
      ),
    )
    .option(
      '--since <ref>',
      'a git ref whose lock is the one to follow, e.g. origin/main; settles merge conflicts',
    )
    .option('--message <text>', 'what changed, for the changelog; without it the changes are listed')
    .addOption(
      new Option(
        '--type <type>',
        'type of the changelog entry; without it, it follows from the changes',
      ).choices(['enhancement', 'bugfix', 'breaking-change']),
    )
    .option(
      '--link <url>',
      'link of the changelog entry; {version} is the new version; default: the release’s page',
    )
    .option('--retire <rule>', 'slug or id of a rule whose file is gone; needs --reason')
    .option('--reason <text>', 'why the rule was retired')
    .addOption(
      new Option('--first', 'write the first lock anew, before the first release').conflicts([
        'since',
        'retire',
      ]),
    )
    .option('--dry-run', 'print what would be written, and write nothing')
    .option('--json', 'print the outcome as JSON')
    .addHelpText(
      'after',
      '\nExit codes: 0 done, or nothing to do; 1 --check found a version that lies; 2 what a bump cannot mend.\n' +
        'docs/versions.md says what raises what.',
    )
    .action(async (options: BumpCall) => {
      const { bump } = await import('./bump');
      process.exitCode = bump(findPackRoot(), options);
    });

  program
    .command('release')
    .description(
      'write all that users download to dist/: Fleet package, NDJSON, pages, Sigma, SBOM, checksums',
    )
    .option('--out <folder>', 'output folder, replaced as a whole', 'dist')
    .option('--check <folder>', 'write nothing; verify this release folder by its SHA256SUMS')
    .option('--json', 'print what was written, or what is wrong, as JSON')
    .addHelpText(
      'after',
      '\nRefused where npm run bump -- --check or npm run lint:rules finds an error. docs/releasing.md has the steps.\n' +
        'Exit codes: 0 done, 1 the checked folder is not as it was released, 2 content or call are wrong.',
    )
    .action(async ({ check, ...options }: ReleaseOptions & { check?: string }) => {
      const { release, verifyRelease } = await import('./release');
      process.exitCode =
        check === undefined ? release(findPackRoot(), options) : verifyRelease(check, options);
    });

  program
    .command('lint')
    .description('check rules against Kibana’s import schema, ATT&CK, the fields, links, guides and texts')
    .argument('[paths...]', 'rule files, folders or NDJSON, e.g. dist/rules; default: the rules of the pack')
    .option('--rule <slug...>', 'only these rules of the pack; patterns such as exo-mailbox-* are allowed')
    .option('--fix', 'mend in the YAML files what can be mended by the program')
    .option('--strict', 'warnings fail as well')
    .option('--json', 'print the findings as JSON')
    .option('--page', 'print docs/lint.md instead')
    .addHelpText(
      'after',
      '\nExit codes: 0 no errors, 1 findings, 2 the call is wrong. docs/lint.md explains the codes.',
    )
    .action(async (paths: string[], options: LintOptions) => {
      const { lint } = await import('./lint');
      process.exitCode = lint(findPackRoot(), paths, options);
    });

  program
    .command('lint-package')
    .description(
      'put Elastic’s package-spec validator to the Fleet package; every finding names its source file',
    )
    .option('--json', 'print the findings as JSON')
    .addHelpText(
      'after',
      '\nExit codes: 0 no finding, 1 findings, 2 the content is wrong, 3 not validated (Go or a module is missing).',
    )
    .action(async (options: { json?: boolean }) => {
      const { lintPackage } = await import('./lint-package');
      process.exitCode = await lintPackage(findPackRoot(), options);
    });

  program
    .command('pages')
    .description(
      'write the rule pages and their index to docs/rules/, from the rules, their cases and docs/coverage.json',
    )
    .option('--check', 'write nothing; fail where a page is out of date, missing or of no rule')
    .option('--json', 'print which pages differ as JSON')
    .action(async (options: PagesOptions) => {
      const { writePages } = await import('./pages');
      process.exitCode = writePages(findPackRoot(), options);
    });

  program
    .command('import')
    .description('send the rules to Kibana’s rule import and print what it answered for each')
    .requiredOption('--kibana <url>', 'address of Kibana, with its base path if it has one')
    .option('--space <id>', 'space to import into', 'default')
    .option('--overwrite', 'replace rules that exist already')
    .option('--rule <slug...>', 'only these rules; patterns such as exo-mailbox-* are allowed')
    .option('--tag <tag...>', 'only rules with one of these tags, e.g. "Tactic: Persistence"')
    .option('--file <ndjson>', 'send this file instead of the rules of the pack')
    .option('--api-key-file <file>', 'file with the encoded API key; default: KIBANA_API_KEY')
    .option('--ca <pem>', 'trust the certificates of this file too')
    .option('--timeout <seconds>', 'how long to wait for each answer', '120')
    .option('--dry-run', 'print what would be sent, and send nothing')
    .option('--json', 'print the outcome as JSON')
    .addHelpText(
      'after',
      '\nExit codes: 0 all imported, 1 some were not, 2 the call is wrong (address, key, rights), 3 Kibana is not there.\n' +
        'docs/importing.md says which rights the API key needs.',
    )
    .action(async (options: ImportCommandOptions) => {
      const { importCommand } = await import('./import');
      process.exitCode = await importCommand(findPackRoot, options);
    });
}
